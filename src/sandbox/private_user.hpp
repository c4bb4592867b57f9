#pragma once

#include <optional>
#include <string>

#include <sys/types.h>

namespace migrate {

/// An unprivileged account: PostgreSQL refuses to run as root.
struct PrivateUser {
    std::string name;
    uid_t user = 0;
    gid_t group = 0;
};

/// The account that a server started by root runs as: "postgres", else "nobody". Nothing where the caller is
/// not root, since the server then runs as the caller. Throws where root finds neither account.
std::optional<PrivateUser> find_private_user();

/// Gives up root for good: groups, group, user.
void become(const PrivateUser& user);

}  // namespace migrate

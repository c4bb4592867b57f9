#include "src/sandbox/private_user.hpp"

#include "src/sandbox/system_call.hpp"

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

namespace migrate {

std::optional<PrivateUser> find_private_user() {
    if (::geteuid() != 0) return {};
    for (const char* name : {"postgres", "nobody"})
        if (const passwd* entry = ::getpwnam(name); entry != nullptr && entry->pw_uid != 0)
            return PrivateUser{name, entry->pw_uid, entry->pw_gid};
    throw Error(ExitCode::usage,
                "no unprivileged user to run a sandbox as: neither 'postgres' nor 'nobody' exists",
                "Create one with `useradd --system postgres`, or run the command as an ordinary user.");
}

void become(const PrivateUser& user) {
    const auto what = fmt::format("become the user '{}'", user.name);
    checked(::setgroups(1, &user.group), what);
    checked(::setresgid(user.group, user.group, user.group), what);
    checked(::setresuid(user.user, user.user, user.user), what);
}

}  // namespace migrate

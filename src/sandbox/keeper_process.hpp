#pragma once

#include "src/sandbox/channel.hpp"
#include "src/sandbox/private_user.hpp"
#include "src/sandbox/server.hpp"

#include <optional>

namespace migrate {

/// The life of a keeper, in the process that Keeper::start() forked. Of the owner's open descriptors it keeps
/// the channel's and `lease` (-1: none); a signal meant for the owner's terminal or process group does not
/// reach it.
[[noreturn]] void run_keeper(ServerPlan plan, const std::optional<PrivateUser>& user, Channel owner,
                             int lease);

}  // namespace migrate

#pragma once

#include "src/base/error.hpp"

#include <string>
#include <string_view>

namespace migrate {

/// What a server's error reply means to a flush.
enum class RedisRefusal {
    no_login,         ///< NOAUTH, DENIED: it wants a password
    wrong_login,      ///< WRONGPASS, or a password where none is set
    no_permission,    ///< NOPERM: the user's ACL
    not_now,          ///< LOADING, MASTERDOWN, BUSY, TRYAGAIN, too many clients: it passes by itself
    read_only,        ///< READONLY: a replica
    cannot_save,      ///< MISCONF: the last snapshot failed, so it takes no writes
    moved,            ///< MOVED, ASK: another node of the cluster has the key
    cross_slot,       ///< CROSSSLOT: several keys of a cluster in one command
    cluster_down,     ///< CLUSTERDOWN
    unknown_command,  ///< too old, or renamed away
    other,
};

/// `reply`: the text of the error, as it came.
RedisRefusal refusal_of(std::string_view reply);

/// `command`: what was asked, "SCAN"; its arguments are never shown. Server texts that repeat them are cut.
Error redis_refused(std::string_view reply, std::string_view command, std::string_view address);

}  // namespace migrate

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace migrate {

/// What is known of a server release that can harm an index while it is built.
struct ReleaseDanger {
    int first = 0;         ///< the releases it is in, as PQserverVersion() numbers them
    int fixed_in = 0;      ///< the first release without it
    bool refused = false;  ///< false: worth a notice, but no reason to build nothing
    bool only_with_prepared_transactions = false;  ///< where max_prepared_transactions is 0 it cannot happen
    std::string_view what;                         ///< "indexes built CONCURRENTLY …"
    std::string_view source;                       ///< where its makers say so
};

/// Why an index had better not be built CONCURRENTLY on this server (e.g. 140002), if there is a reason.
std::optional<ReleaseDanger> find_release_danger(int server_version, bool prepared_transactions);

/// "14.2" of 140002.
std::string release_text(int server_version);

}  // namespace migrate

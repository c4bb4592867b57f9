#pragma once

#include "src/settings/deployment.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// A hosting platform's database, or the pooler that it puts in front of one.
struct Provider {
    std::string name;  ///< "railway", "neon-pooler"
    bool pooled = false;
    std::optional<std::chrono::milliseconds> network_idle;  ///< idle connections are dropped on the way
    std::optional<std::chrono::milliseconds>
        suspends_after;                              ///< the server is stopped when nobody is connected
    std::optional<std::chrono::milliseconds> drain;  ///< from SIGTERM to SIGKILL, unless configured
    PoolerLimits pooler;
};

/// By the name of the host and the port; empty for one that is nobody's. `host` may be a socket directory.
std::optional<Provider> provider_of_host(std::string_view host, std::string_view port);
std::optional<Provider> provider_named(std::string_view name);
std::vector<std::string> provider_names();

}  // namespace migrate

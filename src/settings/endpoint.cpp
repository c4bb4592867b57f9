#include "src/settings/endpoint.hpp"

#include <algorithm>

namespace migrate {

namespace {

bool is_local(const std::string& host) {
    return host.empty() || host.starts_with('/') || host.starts_with('@') || host == "localhost" ||
           host.starts_with("127.") || host == "::1";
}

}  // namespace

bool Endpoint::is_local() const {
    return std::ranges::all_of(hosts, [](const std::string& host) { return migrate::is_local(host); });
}

}  // namespace migrate

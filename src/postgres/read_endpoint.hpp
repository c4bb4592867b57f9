#pragma once

#include "src/settings/endpoint.hpp"

#include <string>

namespace migrate {

/// What libpq makes of a target: a URL, a key word string, a database's name, and its own environment behind
/// it. Opens nothing. A target that it cannot read gives an empty one.
Endpoint read_endpoint(const std::string& target);

/// How many addresses the hosts have, by the system's resolver; loopback counts as none. 0 where one of the
/// names cannot be resolved.
int read_address_count(const Endpoint& endpoint);

}  // namespace migrate

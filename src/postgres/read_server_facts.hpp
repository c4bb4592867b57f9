#pragma once

#include "src/settings/server_facts.hpp"

namespace migrate {

class Connection;

/// In one round trip.
ServerFacts read_server_facts(Connection& connection);

}  // namespace migrate

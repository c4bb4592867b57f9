#pragma once

#include "src/postgres/connection.hpp"

#include <map>
#include <string>

namespace migrate {

/// The variables (PGHOST, PGPASSWORD, …) by which libpq's own programs reach the server of this session, as
/// the same user: nothing of it stands in their command lines, where everybody could read a password.
std::map<std::string, std::string> connection_environment(Connection& connection);

}  // namespace migrate

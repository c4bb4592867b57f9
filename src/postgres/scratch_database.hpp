#pragma once

#include "src/base/error.hpp"

#include <optional>
#include <string>
#include <vector>

namespace migrate {

class Connection;

// Of a server that is ours alone.

/// A copy of `from`, to which nobody may be connected.
void run_create_database(Connection& connection, const std::string& name, const std::string& from);
/// Whoever is connected; nothing where it is not there.
void run_drop_database(Connection& connection, const std::string& name);
void run_create_schema(Connection& connection, const std::string& name);
/// From now on sessions of this database look for names in these schemas.
void run_set_search_path(Connection& connection, const std::vector<std::string>& schemas);
/// Nothing where it is there already.
void run_create_role(Connection& connection, const std::string& name);
/// All that can be dropped, but for the system's own and who asks.
void run_drop_roles(Connection& connection);
/// One statement that may fail: why it did. Errors: ExitCode::unreachable.
std::optional<Error> run_trial(Connection& connection, const std::string& statement);

}  // namespace migrate

#pragma once

#include "src/base/error.hpp"

#include <optional>
#include <string>

namespace migrate {

class Connection;

// Of a server that is ours alone.

/// A copy of `from`, to which nobody may be connected.
void run_create_database(Connection& connection, const std::string& name, const std::string& from);
/// Whoever is connected; nothing where it is not there.
void run_drop_database(Connection& connection, const std::string& name);
/// Nothing where it is there already.
void run_create_role(Connection& connection, const std::string& name);
/// One statement that may fail: why it did. Errors: ExitCode::unreachable.
std::optional<Error> run_trial(Connection& connection, const std::string& statement);

}  // namespace migrate

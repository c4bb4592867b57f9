#pragma once

#include "src/schema/schema_snapshot.hpp"

namespace migrate {

class Connection;

/// Views and functions of `actual` whose definition is not the one of `wanted`, as the server of `connection`
/// prints them: another major version prints the same thing in another way. Precondition: the database is
/// what `wanted` was read from. Everything that it makes is rolled back; what the server does not understand
/// stays as it is.
void run_reprint_definitions(Connection& connection, const SchemaSnapshot& wanted, SchemaSnapshot& actual);

}  // namespace migrate

#pragma once

#include "src/schema/schema_snapshot.hpp"

namespace migrate {

class Connection;

/// Every object of the database as PostgreSQL itself prints it, in one statement of a transaction that only
/// reads. Servers from 13 on. Needs no rights of its own: the catalog is open to all.
SchemaSnapshot read_schema(Connection& connection);

}  // namespace migrate

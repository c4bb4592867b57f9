#pragma once

#include "src/revision/revision.hpp"

namespace migrate {

class Connection;

/// Before a CREATE INDEX CONCURRENTLY of an SQL revision is (again) sent: drops the INVALID index that a broken build of the same name left on the same table,
/// and awaits one that a backend is still building. Does nothing for other statements.
void drop_leftover_of(Connection& connection, const Statement& statement);

}  // namespace migrate

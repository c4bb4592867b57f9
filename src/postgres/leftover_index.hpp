#pragma once

#include "src/revision/revision.hpp"

namespace migrate {

class Connection;

/// For a CREATE INDEX CONCURRENTLY of an SQL revision: whether no index of its name is on its table.
bool is_name_free(Connection& connection, const Statement& statement);

/// Before such a statement is sent again: awaits a backend that still builds its index, for as long as it
/// takes, and drops what the interrupted build left, INVALID or valid. Does nothing for other statements.
/// Precondition: what bears the name is that leftover.
void run_leftover_removal(Connection& connection, const Statement& statement);

}  // namespace migrate

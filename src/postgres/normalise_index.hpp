#pragma once

#include "src/index/catalog_index.hpp"
#include "src/index/index_spec.hpp"

#include <vector>

namespace migrate {

class Connection;

/// Where the empty copies of tables are made.
enum class ClonePlace {
    temporary,    ///< among the session's temporary tables
    same_schema,  ///< beside the table, for a role that may make no temporary ones; nobody else ever sees it
};

/// The keys of the indexes as the server reads their specs, in order: each is made on an empty copy of its
/// table, in a transaction that is rolled back. Specs name their schema; those of one table stand together or
/// apart. Not to be called in a transaction. Takes ACCESS SHARE on the tables, for which it waits two
/// seconds.
///
/// Errors: ExitCode::usage when the server refuses a spec (unknown column, operator class, function that is
/// not immutable, …), ExitCode::step_failed when a table cannot be copied.
std::vector<CanonicalKey> normalise_indexes(Connection& connection, const std::vector<IndexSpec>& specs,
                                            ClonePlace place);

}  // namespace migrate

#pragma once

#include "src/index/index_state.hpp"

#include <string>
#include <vector>

namespace migrate {

/// What is to be told of INVALID indexes that stand on the declared tables, that nobody builds and that are
/// not ours to remove: each costs every writer and serves nobody. One sentence an index, with the statement
/// that removes it. `_ccnew` and `_ccold` are the names that REINDEX CONCURRENTLY gives (PostgreSQL,
/// src/backend/commands/indexcmds.c, ReindexRelationConcurrently), with a number where they are taken.
std::vector<std::string> find_invalid_leftovers(const std::vector<IndexFacts>& facts);

/// Whether it is the name that an interrupted REINDEX CONCURRENTLY of `index` leaves: cut to 63 bytes with
/// the end kept (the same file, ChooseRelationName and makeObjectName).
bool is_reindex_leftover_of(std::string_view name, std::string_view index);

/// Whether a name is one that an interrupted REINDEX CONCURRENTLY leaves.
bool is_reindex_leftover(std::string_view name);

}  // namespace migrate

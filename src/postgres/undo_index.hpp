#pragma once

#include "src/postgres/index_work.hpp"

namespace migrate {

/// Drops an index that we made, or one that a [[drop_index]] names. The latter is recorded first, so that the
/// way back knows it.
void run_drop(const IndexWork& work, const std::string& index, IndexGoal goal);

/// Gives back the name that an equivalent index had before.
void run_rename_back(const IndexWork& work);

/// Builds the index again whose place ours took, swaps the names and drops ours.
void run_restore(const IndexWork& work);

}  // namespace migrate

#pragma once

#include "src/postgres/index_work.hpp"

#include <optional>

namespace migrate {

/// Builds CONCURRENTLY under a work name, after an intent was committed. Naming it is run_finish's part:
/// whoever looks at the catalog next finds a valid index under our work name. Returns the error when it
/// failed and was cleaned up, and may be tried again; throws what trying cannot mend. Of a partitioned index
/// it makes the whole without its parts, which run_finish adds.
std::optional<Error> run_concurrent_build(const IndexWork& work, IndexOrigin origin);

/// Builds in one short transaction with its name, comment and record: atomic, never INVALID. False when the
/// table turned out to be larger than `limit` bytes once it was locked.
bool run_plain_build(const IndexWork& work, std::int64_t limit);

/// Gives a proved index its name, comment and record, and for a replacement drops the one whose place it
/// took. What was done before is not done again. A partitioned one first gets the parts that it lacks; then
/// it is for the catalog to say whether it is valid.
void run_finish(const IndexWork& work);

/// A cancelled or deadlocked build can succeed next time; one that found duplicates or a full disk cannot.
bool may_try_again(const Error& error);

/// The name that a replaced index bears between the swap and its end.
std::string displaced_name(const IndexRecord& record);

}  // namespace migrate

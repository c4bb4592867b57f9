#pragma once

#include "src/postgres/index_work.hpp"

#include <optional>

namespace migrate {

/// Builds CONCURRENTLY under a work name, after an intent was committed. Naming it is run_finish's part:
/// whoever looks at the catalog next finds a valid index under our work name, or what a failed build left.
/// Returns the error of a failed build: SQLSTATE 55P03 when nothing came to exist, since the table was
/// locked. Throws what happens before and where the runner's own session is lost. Of a partitioned index it
/// makes the whole without its parts, which run_finish adds.
std::optional<Error> run_concurrent_build(const IndexWork& work, IndexOrigin origin);

/// A build that is not tried again: drops what it left where that is possible, and says so in the error to be
/// thrown.
Error end_failed_build(const IndexWork& work, const Error& error);

/// Builds in one short transaction with its name, comment and record: atomic, never INVALID. False when the
/// table turned out to be larger than `limit` bytes once it was locked.
bool run_plain_build(const IndexWork& work, std::int64_t limit);

/// Gives a proved index its name, comment and record, and for a replacement drops the one whose place it
/// took. What was done before is not done again. A partitioned one first gets the parts that it lacks; then
/// it is for the catalog to say whether it is valid.
void run_finish(const IndexWork& work);

}  // namespace migrate

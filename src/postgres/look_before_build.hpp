#pragma once

#include "src/base/error.hpp"
#include "src/postgres/index_work.hpp"

namespace migrate {

/// Looks for what would end a build only after hours: keys that a unique index refuses, and a disk that
/// cannot hold it. Says so where room is merely tight. Throws Error (step_failed); nothing was built.
void look_before_build(const IndexWork& work);

/// The error of a build that failed and was cleaned up, in words of its own; with the keys that repeat where
/// those are why.
Error failed_build(const IndexWork& work, const Error& error);

}  // namespace migrate

#pragma once

#include "checks/check.hpp"

#include <vector>

namespace migrate {

extern const Check merge_contradiction;
extern const Check merge_deleted;
extern const Check merge_edited;
extern const Check merge_repeated_id;
extern const Check merge_two_heads;

/// What the revision folder would be after a merge.
std::vector<Check> merge_checks();

}  // namespace migrate

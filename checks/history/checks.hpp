#pragma once

#include "checks/check.hpp"

#include <vector>

namespace migrate {

extern const Check history_disagrees;
extern const Check history_edited;
extern const Check history_interrupted;
extern const Check history_pending;
extern const Check history_unknown_revision;
extern const Check history_unversioned;

/// What a database says about the revisions of the files.
std::vector<Check> history_checks();

}  // namespace migrate

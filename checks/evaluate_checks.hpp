#pragma once

#include "checks/check.hpp"
#include "src/report/report.hpp"

#include <string>
#include <vector>

namespace migrate {

/// Which checks somebody asked for, by id ("pool.fits_server") or by group ("pool").
struct CheckSelection {
    std::vector<std::string> only;  ///< empty = all
    std::vector<std::string> skip;
};

/// The checks of the table that a selection means. Errors: ExitCode::usage for a word that is neither id nor
/// group, with the one that was meant.
std::vector<Check> select_checks(const std::vector<Check>& table, const CheckSelection& selection);

/// The facts that at least one of the checks needs or uses.
Needs needs_of(const std::vector<Check>& checks);

/// Has every check look at the facts. Pure: findings (the worst first), the checks that were skipped and why,
/// and the texts of those that looked; the verdict is left to the command.
Report evaluate_checks(const std::vector<Check>& checks, const Facts& facts);

}  // namespace migrate

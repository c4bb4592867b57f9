#pragma once

#include "checks/check.hpp"
#include "src/base/exit_code.hpp"
#include "src/report/report.hpp"

#include <vector>

namespace migrate {

/// The checks that decide whether the bot can start, of the whole table.
std::vector<Check> preflight_checks();

/// What the findings mean for a program that wants to start. The verdict is the first that holds of: ahead,
/// diverged, conflict, interrupted, invalid_index, behind, findings, ready. Warnings never keep it from
/// starting; remarks are left out.
void judge_preflight(Report& report, const Facts& facts);

/// 0 ready, 3 unreachable, 6 ahead or diverged, else 1.
ExitCode exit_code_of_verdict(const std::string& verdict);

}  // namespace migrate

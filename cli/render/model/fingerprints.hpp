#pragma once

#include "src/report/report.hpp"

#include <string>
#include <vector>

namespace migrate {

/// For each finding, by what other programs know it again in a later report: made of check, file and
/// subject. Neither line nor message take part, since lines move and messages hold numbers; where several
/// findings agree in all three they are counted. No two of a report are equal.
std::vector<std::string> fingerprints_of(const Report& report);

}  // namespace migrate

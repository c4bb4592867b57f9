#include "src/report/report.hpp"

#include <algorithm>

namespace migrate {

std::size_t count_of(const Report& report, Severity severity) {
    return static_cast<std::size_t>(std::ranges::count(report.findings, severity, &Finding::severity));
}

std::optional<Severity> worst_of(const Report& report) {
    if (report.findings.empty()) return std::nullopt;
    return std::ranges::max_element(report.findings, {}, &Finding::severity)->severity;
}

}  // namespace migrate

#pragma once

#include "src/workload/compare_measurements.hpp"

#include <cstdint>
#include <string>

namespace migrate {

/// "0.08 ms", "5.6 ms", "673 ms", "2.41 s".
std::string measured_time_text(std::int64_t microseconds);
/// "2026-11-28 09:16:22 UTC".
std::string measured_at_text(const Measurement& measurement);
/// "bot, PostgreSQL 15.18, 2026-11-28 09:16:22 UTC, in 12.4 s".
std::string measured_on_text(const Measurement& measurement);
/// "42/s", "0.8/s".
std::string per_second_text(double per_second);

/// "96 x less", "1.4 x more", "same", or "?" where it is not known.
std::string change_text(const QueryComparison& row);
/// "12 x faster", "1.3 x slower", "no clear difference"; "" where one was not measured.
std::string speed_text(const ComparedForm& before, const ComparedForm& after);

/// Of what nothing here can measure, each with the reason.
struct UnmeasuredClaim {
    std::string name;
    std::string reason;
};
const std::vector<UnmeasuredClaim>& unmeasured_claims();

}  // namespace migrate

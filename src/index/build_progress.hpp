#pragma once

#include <string_view>

namespace migrate {

/// How far a concurrent build is, in percent of the whole, from the server's phase name and how far that
/// phase is (0 to 1, negative when the server does not count). Negative in waits and sorts, where nobody
/// knows. The server restarts its counters in every phase, so each phase has a share of the whole: measured
/// on tables of 2 to 10 million rows, without and with parallel workers.
double build_percent(std::string_view phase, double phase_ratio);

/// True for the phases in which the build waits for other transactions to end.
bool is_waiting_phase(std::string_view phase);

}  // namespace migrate

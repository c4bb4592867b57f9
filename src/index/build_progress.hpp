#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace migrate {

/// How far a concurrent build is, in percent of the whole, from the server's phase name and how far that
/// phase is (0 to 1, negative when the server does not count). Negative in waits and sorts, where nobody
/// knows. The server restarts its counters in every phase, so each phase has a share of the whole: measured
/// on tables of 2 to 10 million rows, without and with parallel workers.
double build_percent(std::string_view phase, double phase_ratio);

/// True for the phases in which the build waits for other transactions to end.
bool is_waiting_phase(std::string_view phase);

/// Turns looks at one build into what can be told of it.
class ProgressMeter {
  public:
    /// `now`: on any clock that does not go back.
    void look(std::string_view phase, double phase_ratio, std::chrono::milliseconds now);

    /// Never less than before, and never 100; negative where it cannot be known now.
    double percent() const { return percent_; }
    /// Of the phase, at its own rate so far; empty where the server does not count or has hardly begun.
    std::optional<std::chrono::milliseconds> left_in_phase() const { return left_; }

  private:
    std::string phase_;
    std::chrono::milliseconds phase_start_{0};
    double ratio_at_start_ = 0;
    double best_ = -1;
    double percent_ = -1;
    std::optional<std::chrono::milliseconds> left_;
};

}  // namespace migrate

#include "src/index/build_progress.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace migrate {

namespace {

struct Phase {
    std::string_view name;
    double start;  ///< percent of the whole when it begins
    double share;
    bool counted;  ///< the server counts in it
};

// Names: the documentation's table "CREATE INDEX Phases". Shares: between those of a serial build and of one
// with two workers.
constexpr std::array<Phase, 9> phases{{
    {"initializing", 0, 0, false},
    {"waiting for writers before build", 0, 0, false},
    {"building index: scanning table", 0, 50, true},
    {"building index: sorting live tuples", 50, 18, false},
    {"building index: loading tuples in tree", 68, 13, true},
    {"waiting for writers before validation", 81, 0, false},
    {"index validation: scanning index", 81, 5, true},
    {"index validation: sorting tuples", 86, 9, false},
    {"index validation: scanning table", 95, 4, true},
}};

/// A rate from less than this would be a guess.
constexpr double least_done = 0.02;
constexpr std::chrono::milliseconds least_time{1'000};

}  // namespace

double build_percent(std::string_view phase, double phase_ratio) {
    const auto known =
        std::find_if(phases.begin(), phases.end(), [&](const Phase& one) { return one.name == phase; });
    if (known == phases.end() || !known->counted || phase_ratio < 0) return -1;
    return known->start + known->share * std::min(phase_ratio, 1.0);
}

bool is_waiting_phase(std::string_view phase) {
    return phase.starts_with("waiting for");
}

void ProgressMeter::look(std::string_view phase, double phase_ratio, std::chrono::milliseconds now) {
    if (phase != phase_) {
        phase_ = phase;
        phase_start_ = now;
        ratio_at_start_ = std::max(phase_ratio, 0.0);
    }
    const double percent = build_percent(phase, phase_ratio);
    best_ = std::max(best_, percent);
    percent_ = percent < 0 ? -1 : best_;
    const double done = phase_ratio - ratio_at_start_;
    const auto spent = now - phase_start_;
    left_.reset();
    if (percent < 0 || done < least_done || spent < least_time) return;
    const double rest = static_cast<double>(spent.count()) * (1 - std::min(phase_ratio, 1.0)) / done;
    left_ = std::chrono::milliseconds(static_cast<std::int64_t>(rest));
}

}  // namespace migrate

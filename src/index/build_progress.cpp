#include "src/index/build_progress.hpp"

#include <algorithm>
#include <array>

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

}  // namespace migrate

#pragma once

#include "cli/render/model/apply_report.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// A step of `migrate apply`, and what stops it.
struct StepRule {
    std::string_view name;  ///< measure_before
    std::string_view word;  ///< measure: by which --skip and --only mean it, too
    bool needs_server = false;
    std::vector<std::string_view> stopped_by{};  ///< steps after whose failure it is not taken
};

/// In the order in which they are taken.
const std::vector<StepRule>& step_rules();

/// What --skip and --only take.
std::vector<std::string> apply_step_words();

/// What was asked for, and what stands in the way of everything.
struct StepChoice {
    std::vector<std::string> skip;
    std::vector<std::string> only;
    bool server_lost = false;
    bool interrupted = false;
};

/// Why a step is not taken, after those in `before`; "" = it is.
std::string find_reason_to_skip(const StepRule& rule, const StepChoice& choice,
                                const std::vector<ApplyStep>& before);

}  // namespace migrate

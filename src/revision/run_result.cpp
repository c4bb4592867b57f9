#include "src/revision/run_result.hpp"

#include <algorithm>

namespace migrate {

bool RunPlan::refused() const {
    const auto refuses = [](const PlannedIndex& index) { return index.action.verb == IndexVerb::refuse; };
    return std::any_of(steps.begin(), steps.end(), [&](const PlannedStep& step) {
        return std::any_of(step.indexes.begin(), step.indexes.end(), refuses);
    });
}

std::string_view name_of(RunResult::Kind kind) {
    switch (kind) {
        case RunResult::Kind::done:
            return "done";
        case RunResult::Kind::nothing:
            return "nothing";
        case RunResult::Kind::refused:
            return "refused";
        case RunResult::Kind::failed:
            break;
    }
    return "failed";
}

}  // namespace migrate

#include "src/revision/run_result.hpp"

#include <algorithm>

namespace migrate {

bool RunPlan::refused() const {
    const auto refuses = [](const PlannedIndex& index) { return index.action.verb == IndexVerb::refuse; };
    return std::any_of(steps.begin(), steps.end(), [&](const PlannedStep& step) {
        return std::any_of(step.indexes.begin(), step.indexes.end(), refuses);
    });
}

}  // namespace migrate

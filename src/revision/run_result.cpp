#include "src/revision/run_result.hpp"

#include <algorithm>
#include <iterator>

namespace migrate {

bool RunPlan::refused() const {
    const auto refuses = [](const PlannedIndex& index) { return index.action.verb == IndexVerb::refuse; };
    return std::any_of(steps.begin(), steps.end(), [&](const PlannedStep& step) {
        return std::any_of(step.indexes.begin(), step.indexes.end(), refuses);
    });
}

RunResult joined(RunResult before, RunResult after) {
    after.done.insert(after.done.begin(), std::make_move_iterator(before.done.begin()),
                      std::make_move_iterator(before.done.end()));
    after.duration += before.duration;
    if (after.kind == RunResult::Kind::nothing) after.kind = RunResult::Kind::done;
    return after;
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

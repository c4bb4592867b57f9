#pragma once

#include "src/base/error.hpp"
#include "src/index/index_action.hpp"
#include "src/revision/plan.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// One index within a step of the plan, with what will be done about it and why. `wanted` and `found` are
/// definitions for people.
struct PlannedIndex {
    IndexSpec spec;
    IndexAction action;
    std::string wanted;
    std::string found;
    std::int64_t table_bytes = 0;
};

/// One revision of the plan, as it will run on the live database.
struct PlannedStep {
    RevisionStep revision;
    bool repair = false;  ///< the revision is applied, but what it declares is not there
    std::string message;
    std::vector<PlannedIndex> indexes;  ///< for revisions that change indexes
    std::vector<std::string>
        losses;  ///< for down: "table users (50 000 rows)", "column users.credits (1 200 values)"
};

/// The whole plan, as --dry-run shows it and `up` and `down` carry it out.
struct RunPlan {
    std::vector<PlannedStep> steps;
    std::vector<std::string> remarks;  ///< worth knowing, in sentences: what the run will not touch
    bool refused() const;              ///< some index action is `refuse`
};

/// One index within a finished or failed step.
struct IndexOutcome {
    std::string name;
    std::string schema;
    std::string table;
    IndexVerb verb = IndexVerb::nothing;
    bool kept = false;  ///< on the way back: left as it was, and from then on none of our business
    std::chrono::milliseconds duration{0};
    std::int64_t size_bytes = 0;
};

struct StepOutcome {
    RevisionId id;
    std::string message;
    bool upwards = true;
    bool repair = false;
    std::chrono::milliseconds duration{0};
    std::vector<IndexOutcome> indexes;
};

/// What a run did. A failed run has a result too.
struct RunResult {
    enum class Kind { done, nothing, failed, refused };
    Kind kind = Kind::nothing;
    std::vector<StepOutcome> done;
    std::optional<StepOutcome> failed_step;
    std::optional<Error> error;
    std::vector<RevisionId> not_started;
    std::vector<RevisionId> heads;  ///< of the database afterwards
    std::chrono::milliseconds duration{0};
};
std::string_view name_of(RunResult::Kind kind);

/// What two runs did, one after the other. Precondition: the first had something to do.
RunResult joined(RunResult before, RunResult after);

}  // namespace migrate

#include "cli/rehearsal/rehearsal.hpp"

#include "src/postgres/read_run_plan.hpp"
#include "src/postgres/run_plan.hpp"
#include "src/postgres/scratch_database.hpp"

#include <utility>

namespace migrate {

namespace {

constexpr std::string_view undefined_object = "42704";

RevisionStep reversed(RevisionStep step) {
    step.upwards = false;
    std::swap(step.version.insert, step.version.remove);
    if (step.version.update) std::swap(step.version.update->first, step.version.update->second);
    return step;
}

/// The x of: role "x" does not exist. The private server speaks English.
std::string missing_role(const Error& error) {
    constexpr std::string_view before = "role \"";
    constexpr std::string_view after = "\" does not exist";
    if (error.sql().sqlstate != undefined_object) return "";
    const std::string message = error.message();
    const auto start = message.find(before);
    const auto end = message.rfind(after);
    if (start == std::string::npos || end == std::string::npos) return "";
    return message.substr(start + before.size(), end - start - before.size());
}

}  // namespace

Rehearsal::Rehearsal(const RevisionGraph& graph, ConnectOptions database, std::vector<RevisionId> applied)
    : graph_(graph), applied_(std::move(applied)), connection_(Connection::open(database)) {}

VersionChange Rehearsal::change_up(const RevisionId& id) const {
    const auto heads = graph_.heads_of({applied_.begin(), applied_.end()});
    const RevisionPlan plan = plan_up(graph_, heads, id.text());
    if (plan.problem) throw Error(ExitCode::usage, plan.problem->message, plan.problem->hint);
    return plan.steps.back().version;
}

std::optional<Error> Rehearsal::up(const RevisionId& id) {
    auto failure = run({.id = id, .upwards = true, .version = change_up(id)});
    if (!failure) applied_.push_back(id);
    return failure;
}

std::optional<Error> Rehearsal::down() {
    const RevisionId id = applied_.back();
    applied_.pop_back();
    auto failure = run(reversed({.id = id, .upwards = true, .version = change_up(id)}));
    if (failure) applied_.push_back(id);
    return failure;
}

std::optional<Error> Rehearsal::run(const RevisionStep& step) {
    std::string made;
    for (;;) {
        auto failure = try_run(step);
        if (!failure) return std::nullopt;
        const std::string role = missing_role(*failure);
        if (role.empty() || role == made) return failure;
        run_create_role(connection_, role);
        made = role;
    }
}

/// Only what this revision does: an upward plan would also repair others' indexes.
std::optional<Error> Rehearsal::try_run(const RevisionStep& step) {
    RunOptions options;
    options.connect = connection_.options();
    options.attempts = 1;
    const Revision& revision = graph_.at(step.id);
    RunPlan plan;
    if (revision.changes_indexes()) {
        const auto applied = graph_.heads_of({applied_.begin(), applied_.end()});
        plan = read_run_plan(connection_, graph_, applied, {.steps = {step}, .problem = {}},
                             options.index_policy);
        std::erase_if(plan.steps, [&](const PlannedStep& one) { return one.revision.id != step.id; });
    } else {
        plan.steps.push_back({.revision = step, .message = revision.message});
    }
    if (plan.refused())
        return Error(ExitCode::refused, "what is there conflicts with an index that it declares");
    RunObserver nobody;
    return run_plan(connection_, graph_, plan, options, nobody).error;
}

}  // namespace migrate

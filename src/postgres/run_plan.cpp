#include "src/postgres/run_plan.hpp"

#include "src/postgres/cache_message.hpp"
#include "src/postgres/index_journal.hpp"
#include "src/postgres/journal.hpp"
#include "src/postgres/queries/build_sql.hpp"
#include "src/postgres/queries/history_sql.hpp"
#include "src/postgres/query.hpp"
#include "src/postgres/read_history.hpp"
#include "src/postgres/run_index_step.hpp"
#include "src/postgres/run_sql_step.hpp"
#include "src/postgres/run_stamp.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

using Clock = std::chrono::steady_clock;

std::chrono::milliseconds since(Clock::time_point start) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
}

std::string_view action_of(const PlannedStep& step) {
    if (step.repair) return "repair";
    return step.revision.upwards ? "up" : "down";
}

void run_index_step(const StepContext& context, const Revision& revision, const PlannedStep& step,
                    ReplicaLag& lag, StepOutcome& outcome) {
    query(context.connection, build_sql::set_application_name, context.application_name());
    const auto entry = insert_started(context.connection, context.run, {revision, action_of(step)});
    try {
        run_index_changes(context, revision, step, lag, outcome);
        const VersionChange version = step.repair ? VersionChange{} : step.revision.version;
        std::vector<std::string> ending;
        for (const IndexOutcome& index : outcome.indexes) {
            if (index.kept) ending.push_back(undo_records_sql(index.schema, index.name));
        }
        ending.push_back(notify_sql({revision.id.text(), step.revision.upwards}));
        ending.push_back(finish_sql(entry, version));
        if (const auto failure = run_batch(context.connection, ending))
            throw is_version_conflict(failure->error) ? version_conflict(revision.id) : failure->error;
    } catch (const Error& error) {
        if (context.connection.is_open()) update_failed(context.connection, entry, error);
        throw;
    }
}

class PlanRun {
  public:
    PlanRun(const StepContext& context, const RevisionGraph& graph, const RunPlan& plan)
        : context_(context), graph_(graph), plan_(plan) {}

    RunResult run() {
        const auto start = Clock::now();
        for (std::size_t i = 0; i < plan_.steps.size() && !result_.error; ++i) run_step(i);
        if (!result_.error)
            result_.kind = plan_.steps.empty() ? RunResult::Kind::nothing : RunResult::Kind::done;
        if (context_.connection.is_open()) result_.heads = read_heads(context_.connection);
        result_.duration = since(start);
        return std::move(result_);
    }

  private:
    void run_step(std::size_t place) {
        const PlannedStep& step = plan_.steps[place];
        const Revision& revision = graph_.at(step.revision.id);
        StepOutcome outcome{.id = revision.id,
                            .message = step.message,
                            .upwards = step.revision.upwards,
                            .repair = step.repair};
        const auto start = Clock::now();
        StepContext context = context_;
        context.command = fmt::format("{} {}", action_of(step), revision.id.text());
        try {
            context.stop_if_interrupted();
            context.observer.step_started(step);
            if (revision.changes_indexes())
                run_index_step(context, revision, step, lag_, outcome);
            else
                run_sql_step(context, revision, step.revision, place + 1 == plan_.steps.size());
            outcome.duration = since(start);
            context_.observer.step_finished(outcome);
            result_.done.push_back(std::move(outcome));
        } catch (const Error& error) {
            outcome.duration = since(start);
            fail(place, std::move(outcome), error);
        }
    }

    void fail(std::size_t place, StepOutcome outcome, const Error& error) {
        result_.kind = RunResult::Kind::failed;
        result_.failed_step = std::move(outcome);
        result_.error = error;
        make_durable();
        for (std::size_t left = place + 1; left < plan_.steps.size(); ++left)
            result_.not_started.push_back(plan_.steps[left].revision.id);
    }

    /// The revisions before the failed one were committed without waiting for the disk; "done" shall be true
    /// of them.
    void make_durable() {
        if (context_.connection.is_open()) execute(context_.connection, history_sql::commit_and_wait);
    }

    const StepContext& context_;
    const RevisionGraph& graph_;
    const RunPlan& plan_;
    ReplicaLag lag_;
    RunResult result_;
};

}  // namespace

std::string StepContext::application_name() const {
    constexpr std::size_t most_bytes = 63;
    return fmt::format("migrate {}", command).substr(0, most_bytes);
}

void StepContext::stop_if_interrupted() const {
    if (is_interrupted())
        throw Error(ExitCode::step_failed, "interrupted",
                    "What was reported as done is done. Run the same command again to go on.");
}

RunResult run_plan(Connection& connection, const RevisionGraph& graph, const RunPlan& plan,
                   const RunOptions& options, RunObserver& observer) {
    connection.session().interrupted = options.interrupted;
    query(connection, build_sql::set_up_session);
    run_ensure_tables(connection);
    execute(connection, history_sql::close_interrupted);
    const StepContext context{
        .connection = connection, .options = options, .run = RunIdentity::create(), .observer = observer};
    return PlanRun(context, graph, plan).run();
}

}  // namespace migrate

#include "src/postgres/run_index_step.hpp"

#include "src/base/sql_text.hpp"
#include "src/index/build_order.hpp"
#include "src/postgres/queries/build_sql.hpp"
#include "src/postgres/query.hpp"
#include "src/postgres/run_index_change.hpp"
#include "src/revision/shared_observer.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <future>
#include <mutex>
#include <optional>
#include <set>

#include <fmt/format.h>

namespace migrate {

namespace {

/// In file order on the way up, in reverse on the way down; a repair touches only what it was planned for.
std::vector<const IndexChange*> changes_of(const Revision& revision, const PlannedStep& step) {
    std::vector<const IndexChange*> changes;
    for (const IndexChange& change : revision.indexes) {
        const bool planned =
            !step.repair || std::ranges::any_of(step.indexes, [&](const PlannedIndex& index) {
                return index.spec.name == change.spec.name;
            });
        if (planned) changes.push_back(&change);
    }
    if (!step.revision.upwards) std::ranges::reverse(changes);
    return changes;
}

bool drops(IndexGoal goal) {
    return goal == IndexGoal::dropped || goal == IndexGoal::undone;
}

class IndexChangesRun {
  public:
    IndexChangesRun(const StepContext& context, const Revision& revision, const PlannedStep& step,
                    ReplicaLag& lag)
        : context_(context),
          revision_(revision),
          step_(step),
          lag_(lag),
          observer_(context.observer),
          changes_(changes_of(revision, step)),
          outcomes_(changes_.size()) {}

    void run() {
        for (const auto& wave : plan_build_waves(ordered_changes())) run_wave(wave);
        if (!failure_) analyze_tables();
    }

    void report(StepOutcome& outcome) {
        for (auto& one : outcomes_) {
            if (one) outcome.indexes.push_back(std::move(*one));
        }
        if (failure_) std::rethrow_exception(failure_);
    }

  private:
    std::vector<OrderedChange> ordered_changes() const {
        std::vector<OrderedChange> ordered;
        for (std::size_t place = 0; place < changes_.size(); ++place) {
            const IndexSpec& spec = changes_[place]->spec;
            const auto planned = std::ranges::find(step_.indexes, spec.name,
                                                   [](const PlannedIndex& index) { return index.spec.name; });
            const bool found = planned != step_.indexes.end();
            ordered.push_back({.place = place,
                               .table = quote_qualified(spec.schema, spec.table),
                               .table_bytes = found ? planned->table_bytes : 0,
                               .holds_snapshot = has_expression_or_predicate(spec) && !drops(goal(place)),
                               .takes_long = found && takes_long(planned->action.verb),
                               .drops = drops(goal(place))});
        }
        return ordered;
    }

    IndexGoal goal(std::size_t place) const { return goal_of(*changes_[place], step_.revision.upwards); }

    void run_wave(const std::vector<TableLane>& lanes) {
        const auto long_ones = std::ranges::count_if(lanes, &TableLane::takes_long);
        const auto workers = std::clamp<std::ptrdiff_t>(long_ones, 1, context_.options.build.jobs);
        next_lane_ = 0;
        std::vector<std::future<void>> others;
        for (std::ptrdiff_t n = 1; n < workers; ++n)
            others.push_back(std::async(std::launch::async, [&] { run_own_session(lanes); }));
        run_lanes(lanes, context_.connection);
    }

    void run_own_session(const std::vector<TableLane>& lanes) {
        try {
            Connection own = Connection::open(context_.options.connect);
            own.watch_line(query(own, build_sql::set_up_session)[0]["server_pid"].as<int>());
            query(own, build_sql::set_application_name, context_.application_name());
            run_lanes(lanes, own);
        } catch (const Error&) {
            note_failure();
        }
    }

    void run_lanes(const std::vector<TableLane>& lanes, Connection& connection) {
        StepContext context = context_with(connection);
        for (std::size_t i = next_lane_++; i < lanes.size(); i = next_lane_++) {
            for (const std::size_t place : lanes[i].places) {
                if (failed_) return;
                run_change(context, place);
            }
        }
    }

    StepContext context_with(Connection& connection) {
        return {.connection = connection,
                .options = context_.options,
                .run = context_.run,
                .observer = observer_,
                .command = context_.command};
    }

    void run_change(const StepContext& context, std::size_t place) {
        const IndexSpec& spec = changes_[place]->spec;
        try {
            await_replicas(context);
            context.observer.index_started({.spec = spec});
            outcomes_[place] = run_index_change(context, revision_, spec, goal(place));
            context.observer.index_finished(*outcomes_[place]);
        } catch (const Error&) {
            note_failure();
        }
    }

    void await_replicas(const StepContext& context) {
        if (!context.options.max_lag) return;
        const std::lock_guard guard(lag_guard_);
        lag_.wait(context, *context.options.max_lag);
    }

    /// The first failure is the one to tell: those after it are its consequences, or interruptions.
    void note_failure() {
        const std::lock_guard guard(failure_guard_);
        if (!failed_.exchange(true)) failure_ = std::current_exception();
    }

    /// The planner knows nothing of an expression until its table is analyzed. Only then, since ANALYZE takes
    /// the lock that builds take.
    void analyze_tables() {
        std::set<std::string> tables;
        for (std::size_t place = 0; place < changes_.size(); ++place) {
            const IndexSpec& spec = changes_[place]->spec;
            const bool built = outcomes_[place] && builds(outcomes_[place]->verb);
            if (built && has_expression(spec)) tables.insert(quote_qualified(spec.schema, spec.table));
        }
        for (const std::string& table : tables) analyze(table);
    }

    void analyze(const std::string& table) {
        const auto failure = run_batch(
            context_.connection,
            {"BEGIN", fmt::format("SET LOCAL lock_timeout = {}", context_.options.lock_timeout.count()),
             fmt::format("ANALYZE {}", table), "COMMIT"});
        if (!failure) return;
        execute(context_.connection, "ROLLBACK");
        context_.observer.notice(fmt::format(
            "could not analyze {}: {}; until autovacuum does, the planner knows nothing of its new expression",
            table, failure->error.message()));
    }

    const StepContext& context_;
    const Revision& revision_;
    const PlannedStep& step_;
    ReplicaLag& lag_;
    std::mutex lag_guard_;
    SharedObserver observer_;
    std::vector<const IndexChange*> changes_;
    std::vector<std::optional<IndexOutcome>> outcomes_;  ///< by place
    std::atomic<std::size_t> next_lane_{0};
    std::atomic<bool> failed_{false};
    std::mutex failure_guard_;
    std::exception_ptr failure_;
};

}  // namespace

void run_index_changes(const StepContext& context, const Revision& revision, const PlannedStep& step,
                       ReplicaLag& lag, StepOutcome& outcome) {
    IndexChangesRun run(context, revision, step, lag);
    run.run();
    run.report(outcome);
}

}  // namespace migrate

#include "cli/migration.hpp"

#include "cli/interrupt.hpp"
#include "cli/obstacle.hpp"
#include "cli/progress.hpp"
#include "cli/progress_events.hpp"
#include "cli/render/text/plan_text.hpp"
#include "cli/selection.hpp"
#include "cli/show_error.hpp"
#include "src/base/error.hpp"
#include "src/base/words.hpp"
#include "src/postgres/journal.hpp"
#include "src/postgres/read_history.hpp"
#include "src/postgres/read_run_plan.hpp"
#include "src/postgres/read_stored_revisions.hpp"
#include "src/postgres/refuse_builds.hpp"
#include "src/postgres/replica_lag.hpp"

#include <algorithm>
#include <memory>
#include <thread>

#include <fmt/format.h>

namespace migrate {

namespace {

/// Whom the run tells how it goes.
std::unique_ptr<RunObserver> make_observer(const CommandContext& context) {
    if (context.options().quiet) return std::make_unique<RunObserver>();
    if (context.options().format == "json") return std::make_unique<ProgressEvents>();
    return std::make_unique<Progress>(context.terminal().redraws, context.error_style());
}

std::string newest_known(const RevisionGraph& graph) {
    std::vector<std::string> heads;
    for (const RevisionId& head : graph.heads())
        heads.push_back(fmt::format("{} ({})", head.text(), graph.at(head).file));
    return heads.empty() ? "none" : list_of(heads);
}

std::string way_back_text(const JournalEntry* entry) {
    if (entry == nullptr) return "the journal does not know it: Alembic or another program applied it";
    const std::string origin =
        fmt::format("applied {} by {} with migrate {}", entry->started_at, entry->actor, entry->version);
    return origin + (entry->action == "up" ? "; its way back is stored in the database" : "");
}

/// Whether a plan is what is left of another, which it is from the first on.
bool is_rest_of(const RunPlan& plan, const RunPlan& whole) {
    const auto same = [](const PlannedStep& left, const PlannedStep& right) {
        return left.revision.id == right.revision.id;
    };
    if (plan.steps.size() > whole.steps.size()) return false;
    return std::equal(plan.steps.rbegin(), plan.steps.rend(), whole.steps.rbegin(), same);
}

/// A timeout of the role can end even the very first look, on a crowded machine; a session that has begun
/// answers sooner. It is lifted only when the look has told that no pooler would pass that on to others.
FirstLook read_patiently(Connection& connection) {
    constexpr int most_tries = 5;
    for (int tries = 1;; ++tries) {
        try {
            return read_first_look(connection);
        } catch (const Error& error) {
            if (error.sql().sqlstate != "57014" || tries == most_tries) throw;
        }
    }
}

constexpr int most_connections = 5;  ///< of one run
constexpr std::chrono::seconds reconnect_patience{60};

bool was_cut_off(const RunResult& result) {
    return result.kind == RunResult::Kind::failed && result.error->code() == ExitCode::unreachable;
}

}  // namespace

void refuse_range(const std::string& target) {
    if (target.find(':') == std::string::npos) return;
    throw Error(ExitCode::usage,
                fmt::format("the range {} is for scripts: a database is where it is", target),
                "Name one target, or write a script with --sql.");
}

void refuse_unknown_revisions(const RevisionGraph& graph, const History& history) {
    std::vector<std::string> unknown;
    std::vector<std::string> details;
    for (const RevisionId& head : history.heads) {
        if (graph.contains(head)) continue;
        unknown.push_back(head.text());
        details.push_back(fmt::format("{}: {}", head.text(), way_back_text(history.find(head))));
    }
    if (unknown.empty()) return;
    details.push_back(fmt::format("newest in the files: {}", newest_known(graph)));
    throw Error(
        ExitCode::unknown_revision,
        fmt::format("the database is at {}, which these files do not know", list_of(unknown)),
        "Use the release that has it, point --dir to its files, or undo it with `migrate down` where its way back "
        "is stored.")
        .with_details(std::move(details));
}

Migration::Migration(CommandContext& context, const RunFlags& flags)
    : context_(context),
      graph_(context.read_graph()),
      options_(run_options(flags, context.config())),
      lock_wait_(lock_wait_of(flags, context.config())) {}

void Migration::refuse_impossible(const Goal& goal) const {
    if (needs_database(goal.target)) return;
    const Selection selection =
        select_revisions(graph_, {}, goal.target, goal.upwards ? Direction::up : Direction::down);
    if (!selection.problem) return;
    throw Error(ExitCode::usage, selection.problem->message, selection.problem->hint);
}

Connection& Migration::connection() {
    if (!connection_) {
        options_.connect = context_.connect_options(Purpose::change);
        connection_.emplace(context_.open_connection(Purpose::change));
    }
    return *connection_;
}

LivePlan Migration::look(const Goal& goal) {
    FirstLook first = read_patiently(connection());
    session_ = first.session;
    if (!session_.pooled) connection().watch_line(session_.server_pid);
    run_lift_limits(connection(), session_);
    LivePlan live{.heads = std::move(first.heads), .has_unfinished = first.has_unfinished};
    const auto is_known = [&](const RevisionId& head) { return graph_.contains(head); };
    if (!goal.upwards && !std::ranges::all_of(live.heads, is_known))
        graph_ = context_.read_graph_with(read_stored_revisions(connection(), live.heads, is_known));
    if (!std::ranges::all_of(live.heads, is_known))
        refuse_unknown_revisions(graph_, read_history(connection()));
    const RevisionPlan revisions =
        goal.upwards ? plan_up(graph_, live.heads, goal.target) : plan_down(graph_, live.heads, goal.target);
    if (revisions.problem) throw Error(ExitCode::usage, revisions.problem->message, revisions.problem->hint);
    live.plan = read_plan(live.heads, revisions);
    live.remarks = refuse_impossible_builds(connection(), live.plan);
    live.remarks.insert(live.remarks.end(), live.plan.remarks.begin(), live.plan.remarks.end());
    return live;
}

RunPlan Migration::read_plan(const std::vector<RevisionId>& heads, const RevisionPlan& revisions) try {
    return read_run_plan(connection(), graph_, heads, revisions, options_.index_policy);
} catch (const Error&) {
    if (connection_->is_open() || !session_.pooled || lock_) throw;
    connection_.reset();  // a pooler in statement mode cuts it at the first BEGIN; its own refusal says more
    session_ = read_session_facts(connection());
    refuse_obstacle();
    throw;
}

std::optional<Obstacle> Migration::find_obstacle() {
    if (may_change_) return std::nullopt;
    auto obstacle = read_obstacle(connection(), session_, options_.connect);
    if (!obstacle && options_.max_lag) obstacle = read_lag_obstacle(connection());
    may_change_ = !obstacle;
    return obstacle;
}

void Migration::refuse_obstacle() {
    if (const auto obstacle = find_obstacle()) throw refusal_of(*obstacle);
}

void Migration::agree(const Goal& goal, const LivePlan& live) {
    refuse_obstacle();
    const auto loses = [](const PlannedStep& step) { return !step.losses.empty(); };
    const auto& steps = live.plan.steps;
    const bool worth_asking = goal.target == "base" || std::any_of(steps.begin(), steps.end(), loses);
    if (!worth_asking || context_.options().yes) return;
    context_.show_question(render_steps_text(plan_view(live), context_.error_style()));
    if (!context_.terminal().input || !context_.terminal().errors)
        throw Error(ExitCode::refused, "this needs a yes, and there is nobody to ask; nothing was changed",
                    "Read the plan with --dry-run, then say --yes.");
    if (!ask("Undo this?")) throw Error(ExitCode::refused, "not confirmed; nothing was changed");
}

void Migration::take_lock(RunObserver& observer) {
    if (lock_) return;
    lock_.emplace(RunnerLock::take(connection(), lock_wait_, [&](const LockHolder& holder) {
        observer.waiting_for_lock(holder.text());
    }));
}

RunResult Migration::run(const Goal& goal, const LivePlan& agreed) {
    refuse_obstacle();
    const auto observer = make_observer(context_);
    options_.interrupted = &watch_for_interrupt();
    try {
        RunResult result = run_until_done(goal, agreed, *observer);
        observer->run_finished(result);
        return result;
    } catch (const Error&) {
        observer->run_finished({.kind = RunResult::Kind::failed});
        throw;
    }
}

RunResult Migration::run_until_done(const Goal& goal, const LivePlan& agreed, RunObserver& observer) {
    RunResult result = run_once(goal, agreed, observer);
    for (int tries = 1; was_cut_off(result) && tries < most_connections && reconnect(observer, *result.error);
         ++tries)
        result = joined(std::move(result), run_once(goal, agreed, observer));
    return result;
}

RunResult Migration::run_once(const Goal& goal, const LivePlan& agreed, RunObserver& observer) try {
    take_lock(observer);
    const LivePlan live = look(goal);
    if (live.plan.steps.empty()) return run_nothing(live);
    refuse_obstacle();  // another server may have taken the address over meanwhile
    if (!goal.upwards && !is_rest_of(live.plan, agreed.plan))
        throw Error(ExitCode::refused,
                    "the database has changed since this plan was shown; nothing was changed",
                    "Look at the new plan and run it again.");
    if (live.plan.refused())
        throw Error(ExitCode::refused,
                    "the database has changed and now conflicts with the plan; nothing was changed",
                    "Run it again to see the conflict.");
    observer.run_started(live.plan);
    for (const std::string& remark : live.remarks) observer.notice(remark);
    return run_plan(connection(), graph_, live.plan, options_, observer);
} catch (const Error& error) {
    if (error.code() != ExitCode::unreachable || (connection_ && connection_->is_open())) throw;
    RunResult cut_off;
    cut_off.kind = RunResult::Kind::failed;
    cut_off.error = error;
    return cut_off;
}

bool Migration::reconnect(RunObserver& observer, const Error& lost) {
    observer.notice(fmt::format("{}; connecting again", lost.message()));
    lock_.reset();
    connection_.reset();
    may_change_ = false;
    const auto deadline = std::chrono::steady_clock::now() + reconnect_patience;
    auto pause = std::chrono::milliseconds(100);
    while (!options_.interrupted->load()) {
        try {
            run_end_lost_runner(connection(), session_.server_pid);
            return true;
        } catch (const Error& error) {
            connection_.reset();
            if (error.code() != ExitCode::unreachable || std::chrono::steady_clock::now() >= deadline)
                return false;
        }
        std::this_thread::sleep_for(pause);
        pause = std::min(pause * 2, std::chrono::milliseconds(2'000));
    }
    return false;
}

RunResult Migration::run_nothing(const LivePlan& live) {
    const bool may_write = !session_.pooled && !session_.in_recovery && !session_.read_only;
    if (!may_write || !live.has_unfinished) return nothing_done(live);
    try {
        std::optional<RunnerLock> lock;
        if (!lock_) lock.emplace(RunnerLock::take(connection(), std::chrono::milliseconds{0}, {}));
        run_close_unfinished(connection());
    } catch (const Error& error) {
        if (error.code() == ExitCode::unreachable)
            throw;  // else the entry is another runner's, or not ours to end
    }
    return nothing_done(live);
}

PlanView Migration::plan_view(const LivePlan& live) const {
    return {.plan = live.plan, .graph = graph_, .heads = live.heads, .build = options_.build};
}

ExitCode Migration::show_plan(const LivePlan& live) {
    if (live.plan.refused()) {
        print_conflicts(live);
        const auto obstacle = find_obstacle();
        return obstacle ? show_obstacle(context_, obstacle) : show_conflict();
    }
    for (const std::string& remark : live.remarks) context_.note(remark);
    context_.print(context_.format().plan(plan_view(live), context_.output_style()));
    return live.plan.steps.empty() ? ExitCode::done : show_obstacle(context_, find_obstacle());
}

ExitCode Migration::show_refusal(const LivePlan& live) {
    refuse_obstacle();  // a session that must not write cannot compare definitions: no conflict is sure
    print_conflicts(live);
    return show_conflict();
}

void Migration::print_conflicts(const LivePlan& live) const {
    context_.print(context_.format().refused(plan_view(live), context_.output_style()));
}

ExitCode Migration::show_conflict() const {
    context_.show_failure({ExitCode::refused, "the plan conflicts with what is there; nothing was changed",
                           "Choose one of the ways that stand below each conflict."});
    return ExitCode::refused;
}

ExitCode Migration::show_result(const RunResult& result) const {
    if (result.error) context_.show_failure(*result.error);
    context_.print(context_.format().result({result, graph_}, context_.output_style()));
    switch (result.kind) {
        case RunResult::Kind::failed:
            return ExitCode::step_failed;
        case RunResult::Kind::refused:
            return ExitCode::refused;
        default:
            return ExitCode::done;
    }
}

RunResult nothing_done(const LivePlan& live) {
    RunResult result;
    result.kind = RunResult::Kind::nothing;
    result.heads = live.heads;
    return result;
}

}  // namespace migrate

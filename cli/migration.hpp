#pragma once

#include "cli/context.hpp"
#include "cli/run_flags.hpp"
#include "src/postgres/run_plan.hpp"
#include "src/postgres/runner_lock.hpp"
#include "src/postgres/write_access.hpp"
#include "src/revision/history.hpp"
#include "src/revision/run_observer.hpp"

#include <optional>
#include <string>

namespace migrate {

/// Where a run is to end.
struct Goal {
    bool upwards = true;
    std::string target;
};

/// What the database says, and what a goal asks of it.
struct LivePlan {
    std::vector<RevisionId> heads;  ///< the rows of alembic_version
    bool has_unfinished = false;    ///< the journal has an entry that no run has ended
    RunPlan plan;
    std::vector<std::string> remarks;  ///< worth reading before it runs
};

/// Errors: ExitCode::unknown_revision when alembic_version names a revision that the files do not have.
void refuse_unknown_revisions(const RevisionGraph& graph, const History& history);

/// Errors: ExitCode::usage for A:B, which only a script can start from.
void refuse_range(const std::string& target);

/// What up, down and redo share: look at the live state, take the lock, look again, run. Made from the files
/// alone; the server is reached when first looked at.
class Migration {
  public:
    Migration(CommandContext& context, const RunFlags& flags);

    /// Errors: ExitCode::usage when the files alone show that the goal cannot be met (two heads, unknown id).
    void refuse_impossible(const Goal& goal) const;
    /// Errors: also those of refuse_impossible_builds().
    LivePlan look(const Goal& goal);
    /// Refuses where the database must not be changed from here (see src/postgres/write_access.hpp), so that
    /// nobody is asked in vain. Shows a downward plan and asks, where something would be lost or the goal is
    /// base. Errors: ExitCode::refused when the answer is no, or when nobody can be asked and --yes was not
    /// given.
    void agree(const Goal& goal, const LivePlan& live);
    /// Refuses as agree() does. Takes the lock, if it is not held yet, and runs what is then to be done. A
    /// downward plan that has become another one since it was agreed on is refused. Where the server or the
    /// line is lost on the way, it comes back: bounded, under the lock, with a new look at what is left to
    /// do.
    RunResult run(const Goal& goal, const LivePlan& agreed);

    /// Ends a run that has nothing to do. Where a killed run had come to change nothing, its entry in the
    /// journal is closed all the same, unless another runner is at work.
    RunResult run_nothing(const LivePlan& live);

    /// Errors: ExitCode::refused where the database must not be changed from here.
    void refuse_obstacle();

    /// Shows a plan and says whether it may start.
    ExitCode show_plan(const LivePlan& live);
    /// Shows what conflicts. Refuses as agree() does before.
    ExitCode show_refusal(const LivePlan& live);
    /// Shows what a run did: the result on stdout, an error on stderr.
    ExitCode show_result(const RunResult& result) const;

    const RevisionGraph& graph() const { return graph_; }
    const BuildResources& build_resources() const { return options_.build; }
    std::string server() { return describe_server(connection()); }

  private:
    Connection& connection();
    void take_lock(RunObserver& observer);
    RunResult run_until_done(const Goal& goal, const LivePlan& agreed, RunObserver& observer);
    RunResult run_once(const Goal& goal, const LivePlan& agreed, RunObserver& observer);
    /// False when the server could not be reached again in time.
    bool reconnect(RunObserver& observer, const Error& lost);
    PlanView plan_view(const LivePlan& live) const;
    RunPlan read_plan(const std::vector<RevisionId>& heads, const RevisionPlan& revisions);
    std::optional<Obstacle> find_obstacle();
    void print_conflicts(const LivePlan& live) const;
    ExitCode show_conflict() const;

    CommandContext& context_;
    RevisionGraph graph_;
    RunOptions options_;
    std::chrono::milliseconds lock_wait_;
    std::optional<Connection> connection_;
    SessionFacts session_;     ///< as last looked at
    bool may_change_ = false;  ///< nothing stands in the way: asked once
    std::optional<RunnerLock> lock_;
};

/// The result of a run that had nothing to do.
RunResult nothing_done(const LivePlan& live);

}  // namespace migrate

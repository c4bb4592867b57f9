#include "src/postgres/run_index_change.hpp"

#include "src/base/sql_text.hpp"
#include "src/base/words.hpp"
#include "src/postgres/await_table.hpp"
#include "src/postgres/build_index.hpp"
#include "src/postgres/partitioned_index.hpp"
#include "src/postgres/queries/build_sql.hpp"
#include "src/postgres/query.hpp"
#include "src/postgres/read_index_facts.hpp"
#include "src/postgres/retry.hpp"
#include "src/postgres/undo_index.hpp"

#include <algorithm>
#include <optional>
#include <thread>

#include <fmt/format.h>

namespace migrate {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int most_rounds = 16;  ///< of looking and doing, waits aside; a healthy change needs three
constexpr int build_attempts = 3;
constexpr std::chrono::milliseconds look_again_after{200};

class IndexChangeRun {
  public:
    IndexChangeRun(const StepContext& context, const Revision& revision, const IndexSpec& spec,
                   IndexGoal goal)
        : context_(context), revision_(revision), spec_(spec), goal_(goal) {}

    IndexOutcome run() {
        for (int round = 0; round < most_rounds; round += waited_ ? 0 : 1) {
            context_.stop_if_interrupted();
            facts_ = read_index_facts(context_.connection, {spec_}).front();
            if (!facts_.table_exists && goal_ == IndexGoal::created) throw no_table();
            if (!facts_.table_exists) return outcome();
            const IndexAction action = decide(goal_, facts_, policy_);
            if (first_verb_ == IndexVerb::nothing) first_verb_ = action.verb;
            if (perform(action)) return outcome();
        }
        throw Error(
            ExitCode::step_failed,
            fmt::format("index {} does not come to rest: something else changes it all the time", spec_.name),
            "Look at `migrate status`, end what changes it, and run the same command again.");
    }

  private:
    /// Does one thing. True when nothing is left to do.
    bool perform(const IndexAction& action) {
        const IndexWork work{.context = context_,
                             .revision = revision_,
                             .facts = facts_,
                             .table = resolve_table(),
                             .waits = waits_};
        waited_ = action.verb == IndexVerb::await_build;
        if (action.verb == IndexVerb::refuse) throw refused(action);
        if (!action.drop_first.empty()) {
            for (const std::string& index : action.drop_first) {
                tell_refuser(index);
                drop_concurrently(work, index);
            }
            return false;
        }
        if (goal_ == IndexGoal::undone && !waited_) drop_loose_parts(work);
        switch (action.verb) {
            case IndexVerb::nothing:
            case IndexVerb::refuse:
                return true;
            case IndexVerb::keep:
                kept_ = true;  // the record ends with the step: until then the revision is applied
                return true;
            case IndexVerb::adopt:
                return settle(work, IndexOrigin::found, "");
            case IndexVerb::accept:
                return settle(work, IndexOrigin::accepted, action.index);
            case IndexVerb::rename:
                run_short_transaction(work, {rename_sql(work, action.index, spec_.name)});
                return settle(work, IndexOrigin::renamed, action.index);
            default:
                change_catalog(work, action);
                return false;
        }
    }

    /// The verbs after which the catalog has to prove what they did.
    void change_catalog(const IndexWork& work, const IndexAction& action) {
        switch (action.verb) {
            case IndexVerb::build:
            case IndexVerb::rebuild:
                return build(work, IndexOrigin::created);
            case IndexVerb::replace:
                return build(work, IndexOrigin::replaced);
            case IndexVerb::build_plain:
                if (!run_plain_build(work, policy_.small_table_bytes)) policy_.small_table_bytes = 0;
                return;
            case IndexVerb::finish:
                return run_finish(work);
            case IndexVerb::await_build:
                return await_build(work, action.index);
            case IndexVerb::drop:
                return run_drop(work, action.index, goal_);
            case IndexVerb::rename_back:
                return run_rename_back(work);
            case IndexVerb::restore:
                return run_restore(work);
            default:
                throw Error(ExitCode::defect, fmt::format("nothing carries out {}", name_of(action.verb)));
        }
    }

    ResolvedTable resolve_table() const {
        const auto row = query(context_.connection, build_sql::resolve_table,
                               quote_qualified(facts_.spec.schema, facts_.spec.table))[0];
        return {.oid = row["oid"].c_str(), .schema = row["schema"].c_str(), .name = row["name"].c_str()};
    }

    bool settle(const IndexWork& work, IndexOrigin origin, const std::string& other) {
        IndexNote note = work.note(origin);
        note.displaced = other;
        undo_records(context_.connection, note.table.schema, spec_.name);
        insert_settled(context_.connection, context_.run, note);
        return true;
    }

    /// A unique index that is not valid can refuse rows all the same: its end is worth a word.
    void tell_refuser(const std::string& index) const {
        for (const auto& there : {facts_.same_name, facts_.leftover}) {
            if (there && there->name == index && there->key.unique && there->ready && !there->valid)
                context_.observer.notice(fmt::format(
                    "dropping the INVALID unique index {} first: until then it refuses rows", index));
        }
    }

    void build(const IndexWork& work, IndexOrigin origin) {
        const auto error = run_concurrent_build(work, origin);
        if (!error) return;
        const bool nothing_there = error->sql().sqlstate == "55P03";
        if (nothing_there) undo_intents(context_.connection, work.table.schema, spec_.name);
        waited_ = nothing_there;
        const bool again = may_try_again(*error) && !waits_.exhausted() && !context_.is_interrupted();
        if (!again || (!nothing_there && ++failed_builds_ >= build_attempts))
            throw end_failed_build(work, *error);
        context_.observer.retrying(spec_.name, error->message(), std::max(failed_builds_, 1));
        pause_before_retry(context_, failed_builds_);
    }

    /// A build that an earlier run lost sight of, or somebody else's, is awaited: not repeated, and not
    /// dropped.
    void await_build(const IndexWork& work, const std::string& index) {
        const bool is_ours = facts_.leftover && facts_.leftover->name == index;
        const auto& built = is_ours ? facts_.leftover : facts_.same_name;
        const int pid = built && built->builder ? built->builder->pid : 0;
        if (pid > 0 && (!awaited_ || awaited_->pid() != pid))
            awaited_.emplace(
                context_, BuildMonitor::Watched{pid, work.table.oid, work.progress_of(spec_.name)}, waits_);
        const bool gives_up = pid > 0 && awaited_->look(elapsed()) == WatchVerdict::give_up;
        if (gives_up && is_ours) query(context_.connection, build_sql::cancel_backend, pid);
        if (gives_up) throw gave_up(work, waits_, awaited_->blockers());
        std::this_thread::sleep_for(look_again_after);
    }

    Error no_table() const {
        Error error(
            ExitCode::step_failed,
            fmt::format("index {}: table {} does not exist", spec_.name,
                        quote_qualified(spec_.schema, spec_.table)),
            "Check the table's name and the search_path; the revision that makes the table must be an ancestor.");
        return error.at({.file = revision_.file});
    }

    Error refused(const IndexAction& action) const {
        Error error(ExitCode::refused, fmt::format("index {}: {}", spec_.name, action.reason),
                    fmt::format("What you can do: {}.", list_of(action.options, "or")));
        return error.at({.file = revision_.file});
    }

    std::chrono::milliseconds elapsed() const {
        return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start_);
    }

    IndexOutcome outcome() const {
        return {.name = spec_.name,
                .schema = facts_.spec.schema,
                .table = spec_.table,
                .verb = first_verb_,
                .kept = kept_,
                .duration = elapsed(),
                .size_bytes = facts_.same_name ? facts_.same_name->size_bytes : 0};
    }

    const StepContext& context_;
    const Revision& revision_;
    const IndexSpec& spec_;
    IndexGoal goal_;
    IndexPolicy policy_ = context_.options.index_policy;
    Clock::time_point start_ = Clock::now();
    IndexFacts facts_;
    IndexVerb first_verb_ = IndexVerb::nothing;
    int failed_builds_ = 0;
    bool waited_ = false;
    bool kept_ = false;
    WaitBudget waits_{.limit = context_.options.max_wait};
    std::optional<BuildMonitor> awaited_;
};

}  // namespace

IndexOutcome run_index_change(const StepContext& context, const Revision& revision, const IndexSpec& spec,
                              IndexGoal goal) {
    return IndexChangeRun(context, revision, spec, goal).run();
}

}  // namespace migrate

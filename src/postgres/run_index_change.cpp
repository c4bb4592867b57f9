#include "src/postgres/run_index_change.hpp"

#include <fmt/format.h>

#include <thread>

#include "src/base/sql_text.hpp"
#include "src/base/words.hpp"
#include "src/index/work_name.hpp"
#include "src/postgres/index_journal.hpp"
#include "src/postgres/queries/build_sql.hpp"
#include "src/postgres/query.hpp"
#include "src/postgres/read_index_facts.hpp"
#include "src/postgres/retry.hpp"

namespace migrate {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int most_rounds = 12;  ///< of looking and doing; a healthy change needs three
constexpr int build_attempts = 3;

/// Raised by our own look at the size under the lock.
constexpr std::string_view table_grew = "MG001";

class IndexChangeRun {
  public:
    IndexChangeRun(const StepContext& context, const Revision& revision, const IndexSpec& spec, IndexGoal goal)
        : context_(context), revision_(revision), spec_(spec), goal_(goal), start_(Clock::now()) {}

    IndexOutcome run() {
        for (int round = 0; round < most_rounds; round += waited_ ? 0 : 1) {
            context_.stop_if_interrupted();
            waited_ = false;
            facts_ = read_index_facts(context_.connection, {spec_}).front();
            if (!facts_.table_exists) return settle_without_table();
            const IndexAction action = decide();
            if (outcome_verb_ == IndexVerb::nothing) outcome_verb_ = action.verb;
            if (perform(action)) return outcome();
        }
        throw Error(ExitCode::step_failed, fmt::format("index {} does not come to rest: something else changes it all the time", spec_.name),
                    "Look at `migrate status`, end what changes it, and run the same command again.");
    }

  private:
    IndexAction decide() const { return goal_ == IndexGoal::exist ? decide_create(facts_, policy_) : decide_drop(facts_); }

    IndexOutcome settle_without_table() {
        if (goal_ == IndexGoal::gone) return outcome();
        throw Error(ExitCode::step_failed, fmt::format("index {}: table {} does not exist", spec_.name, quote_qualified(spec_.schema, spec_.table)),
                    "Check the table's name and the search_path; a revision that makes the table must be an ancestor of this one.")
            .at({.file = revision_.file});
    }

    /// Does one thing. True when nothing is left to do.
    bool perform(const IndexAction& action) {
        switch (action.verb) {
            case IndexVerb::nothing: return true;
            case IndexVerb::keep: return keep();
            case IndexVerb::adopt: return settle(IndexOrigin::found);
            case IndexVerb::accept: return settle(IndexOrigin::accepted);
            case IndexVerb::build: return build_concurrently(false);
            case IndexVerb::build_plain: return build_plain();
            case IndexVerb::finish: return finish_leftover();
            case IndexVerb::await_build: return await_build();
            case IndexVerb::rebuild: return drop_unusable();
            case IndexVerb::replace: return replace();
            case IndexVerb::rename: return rename_equivalent();
            case IndexVerb::drop: return drop_ours();
            case IndexVerb::rename_back: return rename_back();
            case IndexVerb::restore: return restore();
            case IndexVerb::refuse: break;
        }
        throw Error(ExitCode::refused, fmt::format("index {}: {}", spec_.name, action.reason), list_of(action.options, "or")).at({.file = revision_.file});
    }

    ResolvedTable resolve_table() const {
        const auto row = query(context_.connection, build_sql::resolve_table, quote_qualified(spec_.schema, spec_.table))[0];
        return {.oid = row["oid"].c_str(), .schema = row["schema"].c_str(), .name = row["name"].c_str()};
    }

    IndexNote note(IndexOrigin origin) const {
        const std::string token = random_hex(8);
        return {.token = token,
                .revision = revision_.id,
                .table = resolve_table(),
                .name = spec_.name,
                .work_name = work_name(token, spec_.name),
                .key = facts_.wanted ? facts_.wanted->text() : "",
                .definition = describe(spec_),
                .origin = origin};
    }

    bool settle(IndexOrigin origin) {
        IndexNote settled = note(origin);
        if (origin == IndexOrigin::accepted && !facts_.equivalents.empty()) settled.displaced = facts_.equivalents.front().name;
        undo_records(context_.connection, settled.table.schema, spec_.name);
        insert_settled(context_.connection, context_.run, settled);
        return true;
    }

    bool keep() {
        if (goal_ == IndexGoal::gone) undo_records(context_.connection, resolve_table().schema, spec_.name);
        return true;
    }

    BuildProgress subject(std::string_view index) const { return {.index = std::string(index), .table = spec_.table, .phase = "", .percent = -1}; }

    // --- building ---

    bool build_plain() {
        const IndexNote made = note(IndexOrigin::created);
        std::vector<std::string> batch{"BEGIN", fmt::format("SET LOCAL lock_timeout = {}", context_.options.lock_timeout.count()),
                                       fmt::format("LOCK TABLE {} IN SHARE MODE", quote_qualified(made.table.schema, made.table.name)), still_small(made.table),
                                       create_index_sql(spec_, {.schema = made.table.schema}), comment_sql(made)};
        for (std::string& sql : plain_build_sql(context_.run, made)) batch.push_back(std::move(sql));
        batch.emplace_back("COMMIT");
        const auto error = run_with_retries(context_, spec_.name, [&]() -> std::optional<Error> {
            const auto failure = run_batch(context_.connection, batch);
            if (!failure) return std::nullopt;
            execute(context_.connection, "ROLLBACK");
            return failure->error;
        });
        if (!error) return false;
        if (error->sql().sqlstate != table_grew) throw explained(*error);
        policy_.small_table_bytes = 0;  // look again, and build it concurrently
        return false;
    }

    std::string still_small(const ResolvedTable& table) const {
        return fmt::format("DO $$BEGIN IF pg_catalog.pg_table_size({}::oid) > {} THEN RAISE SQLSTATE '{}'; END IF; END$$", table.oid,
                           policy_.small_table_bytes, table_grew);
    }

    std::string comment_sql(const IndexNote& made) const {
        return fmt::format("COMMENT ON INDEX {} IS {}", quote_qualified(made.table.schema, spec_.name),
                           quote_literal(comment_with_token(revision_.id.text(), made.token)));
    }

    bool build_concurrently(bool replaces) {
        IndexNote made = note(replaces ? IndexOrigin::replaced : IndexOrigin::created);
        if (replaces) made.displaced = facts_.same_name->definition;
        BuilderSession builder(context_, made.table);
        insert_intent(context_.connection, context_.run, made, builder.connection().backend_pid());
        try {
            builder.run_watched(create_index_sql(spec_, {.concurrently = true, .name = made.work_name, .schema = made.table.schema}), subject(spec_.name));
        } catch (const Error& error) {
            drop_leftover(made);
            if (context_.is_interrupted()) throw interrupted();
            if (!may_try_again(error) || ++build_failures_ >= build_attempts) throw explained(error);
            context_.observer.retrying(spec_.name, error.message(), build_failures_);
        }
        return false;
    }

    static bool may_try_again(const Error& error) {
        return is_worth_retrying(error) || error.sql().sqlstate == "57014" || error.code() == ExitCode::unreachable;
    }

    /// A session of its own: the builder's may be the one that was lost.
    void drop_leftover(const IndexNote& made) {
        if (!context_.connection.is_open()) return;
        BuilderSession cleaner(context_, made.table);
        execute(cleaner.connection(), fmt::format("DROP INDEX CONCURRENTLY IF EXISTS {}", quote_qualified(made.table.schema, made.work_name)));
    }

    /// The leftover of our own intent turned out valid: a build that ended just now, or one whose client was killed.
    bool finish_leftover() {
        const IndexRecord& record = *facts_.record;
        IndexNote made{.token = record.token, .revision = revision_.id, .table = resolve_table(), .name = spec_.name, .work_name = record.work_name};
        made.origin = record.origin;
        const bool swap = record.origin == IndexOrigin::replaced && facts_.same_name;
        std::vector<std::string> batch{"BEGIN", fmt::format("SET LOCAL lock_timeout = {}", context_.options.lock_timeout.count())};
        if (swap) batch.push_back(rename_sql(made.table.schema, spec_.name, displaced_name(record.token)));
        batch.push_back(rename_sql(made.table.schema, record.work_name, spec_.name));
        batch.push_back(comment_sql(made));
        for (std::string& sql : finish_intent_sql(made)) batch.push_back(std::move(sql));
        batch.emplace_back("COMMIT");
        run_short_transaction(batch);
        if (swap) drop_concurrently(made.table, displaced_name(record.token));
        return false;
    }

    static std::string rename_sql(const std::string& schema, const std::string& from, const std::string& to) {
        return fmt::format("ALTER INDEX {} RENAME TO {}", quote_qualified(schema, from), quote_identifier(to));
    }

    std::string displaced_name(const std::string& token) const { return work_name(token + "_old", spec_.name); }

    void run_short_transaction(const std::vector<std::string>& batch) {
        const auto error = run_with_retries(context_, spec_.name, [&]() -> std::optional<Error> {
            const auto failure = run_batch(context_.connection, batch);
            if (!failure) return std::nullopt;
            execute(context_.connection, "ROLLBACK");
            return failure->error;
        });
        if (error) throw explained(*error);
    }

    bool replace() { return build_concurrently(true); }

    /// A build that is not ours, or that an earlier run of ours lost sight of, is awaited, not repeated and not dropped.
    bool await_build() {
        const CatalogIndex& index = facts_.leftover ? *facts_.leftover : *facts_.same_name;
        double best = 0;
        BuildProgress progress = subject(index.name);
        progress.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start_);
        if (index.builder && index.builder->pid > 0) report_progress(context_, index.builder->pid, progress, best);
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        waited_ = true;
        return false;
    }

    bool drop_unusable() {
        const CatalogIndex& index = facts_.leftover ? *facts_.leftover : *facts_.same_name;
        drop_concurrently(resolve_table(), index.name);
        return false;
    }

    bool rename_equivalent() {
        IndexNote renamed = note(IndexOrigin::renamed);
        renamed.displaced = facts_.equivalents.front().name;
        run_short_transaction({"BEGIN", rename_sql(renamed.table.schema, renamed.displaced, spec_.name), "COMMIT"});
        undo_records(context_.connection, renamed.table.schema, spec_.name);
        insert_settled(context_.connection, context_.run, renamed);
        return true;
    }

    // --- the way back ---

    void drop_concurrently(const ResolvedTable& table, const std::string& name) {
        BuilderSession builder(context_, table);
        builder.run_watched(fmt::format("DROP INDEX CONCURRENTLY IF EXISTS {}", quote_qualified(table.schema, name)), subject(name));
    }

    bool drop_ours() {
        const ResolvedTable table = resolve_table();
        drop_concurrently(table, facts_.leftover && !facts_.same_name ? facts_.leftover->name : spec_.name);
        undo_records(context_.connection, table.schema, spec_.name);
        return false;
    }

    bool rename_back() {
        const ResolvedTable table = resolve_table();
        run_short_transaction({"BEGIN", rename_sql(table.schema, spec_.name, facts_.record->displaced), "COMMIT"});
        undo_records(context_.connection, table.schema, spec_.name);
        return true;
    }

    bool restore() {
        const ResolvedTable table = resolve_table();
        const std::string work = work_name(random_hex(8), spec_.name);
        BuilderSession builder(context_, table);
        builder.run_watched(renamed_definition(facts_.record->displaced, work), subject(work));
        const std::string old = displaced_name(facts_.record->token);
        run_short_transaction({"BEGIN", rename_sql(table.schema, spec_.name, old), rename_sql(table.schema, work, spec_.name), "COMMIT"});
        undo_records(context_.connection, table.schema, spec_.name);
        execute(builder.connection(), fmt::format("DROP INDEX CONCURRENTLY {}", quote_qualified(table.schema, old)));
        return true;
    }

    /// pg_get_indexdef() begins with CREATE [UNIQUE] INDEX and the quoted name, and nothing else.
    std::string renamed_definition(const std::string& definition, const std::string& name) const {
        const bool unique = definition.starts_with("CREATE UNIQUE INDEX ");
        const std::size_t head = std::string_view(unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ").size() + quote_identifier(spec_.name).size();
        return fmt::format("CREATE {}INDEX CONCURRENTLY {}{}", unique ? "UNIQUE " : "", quote_identifier(name), definition.substr(head));
    }

    // --- words ---

    Error interrupted() const {
        return {ExitCode::step_failed, fmt::format("interrupted while building {}", spec_.name),
                "Nothing half-built was left behind. Run the same command again to go on."};
    }

    Error explained(const Error& error) const {
        Error result(error.code(), fmt::format("index {}: {}", spec_.name, error.message()), error.hint());
        return result.at({.file = revision_.file}).because(error.sql());
    }

    IndexOutcome outcome() const {
        const auto& index = facts_.same_name;
        return {.name = spec_.name,
                .table = spec_.table,
                .verb = outcome_verb_,
                .duration = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start_),
                .size_bytes = index ? index->size_bytes : 0};
    }

    const StepContext& context_;
    const Revision& revision_;
    const IndexSpec& spec_;
    IndexGoal goal_;
    IndexPolicy policy_ = context_.options.index_policy;
    Clock::time_point start_;
    IndexFacts facts_;
    IndexVerb outcome_verb_ = IndexVerb::nothing;
    int build_failures_ = 0;
    bool waited_ = false;  ///< in the last round, for somebody else's build
};

}  // namespace

IndexOutcome run_index_change(const StepContext& context, const Revision& revision, const IndexSpec& spec, IndexGoal goal) {
    return IndexChangeRun(context, revision, spec, goal).run();
}

}  // namespace migrate

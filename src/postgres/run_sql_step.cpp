#include "src/postgres/run_sql_step.hpp"

#include "src/base/checksum.hpp"
#include "src/base/sql_text.hpp"
#include "src/base/words.hpp"
#include "src/postgres/cache_message.hpp"
#include "src/postgres/guard_sql.hpp"
#include "src/postgres/leftover_index.hpp"
#include "src/postgres/queries/history_sql.hpp"
#include "src/postgres/query.hpp"
#include "src/postgres/retry.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

const std::vector<Statement>& statements_of(const Revision& revision, bool upwards) {
    return upwards ? revision.up : revision.down;
}

std::string_view action_of(const RevisionStep& step) {
    return step.upwards ? "up" : "down";
}

/// The place of a failed statement in its file: line of the statement plus the lines before the character
/// that the server points to.
FilePosition position_in(const Revision& revision, const Statement& statement, int character) {
    FilePosition position{.file = revision.file, .line = statement.line};
    int seen = 0;
    for (const char c : statement.text) {
        if (++seen >= character) break;
        if (c == '\n') ++position.line;
    }
    return position;
}

/// The same error with the place in the revision file, and the statement as it stands there.
Error placed(const Error& error, const Revision& revision, const Statement& statement, int character) {
    SqlContext sql = error.sql();
    sql.statement = statement.text;
    Error result(error.code(), fmt::format("{} failed: {}", revision.id.text(), error.message()),
                 error.hint());
    return result.at(position_in(revision, statement, character)).because(std::move(sql));
}

class TransactionalStep {
  public:
    TransactionalStep(const StepContext& context, const Revision& revision, const RevisionStep& step,
                      bool wait_for_disk)
        : context_(context), revision_(revision), step_(step) {
        batch_.emplace_back("BEGIN");
        batch_.push_back(
            fmt::format("SET LOCAL application_name = {}", quote_literal(context.application_name())));
        batch_.push_back(fmt::format("SET LOCAL lock_timeout = {}", context.options.lock_timeout.count()));
        if (!wait_for_disk) batch_.emplace_back("SET LOCAL synchronous_commit = off");
        first_ = batch_.size();
        for (const Statement& statement : statements_of(revision, step.upwards))
            batch_.push_back(guarded_sql(revision.id, statement));
        batch_.push_back(notify_sql({revision.id.text(), step.upwards}));
        batch_.push_back(finish_sql(context.run, {revision, action_of(step)}, step.version));
        batch_.emplace_back("COMMIT");
    }

    void run() {
        const auto error = run_with_retries(context_, revision_.id.text(), [this] { return attempt(); });
        if (!error) return;
        insert_failed(context_.connection, context_.run, {revision_, action_of(step_)}, *error);
        throw Error(*error);
    }

  private:
    std::optional<Error> attempt() {
        const auto failure = run_batch(context_.connection, batch_);
        if (!failure) return std::nullopt;
        execute(context_.connection, "ROLLBACK");
        return explained(*failure);
    }

    Error explained(const BatchFailure& failure) const {
        const auto& statements = statements_of(revision_, step_.upwards);
        if (failure.index >= first_ && failure.index < first_ + statements.size())
            return placed(failure.error, revision_, statements[failure.index - first_], failure.character);
        return is_version_conflict(failure.error) ? version_conflict(revision_.id) : failure.error;
    }

    const StepContext& context_;
    const Revision& revision_;
    const RevisionStep& step_;
    std::vector<std::string> batch_;
    std::size_t first_ = 0;  ///< of the revision's own statements in the batch
};

/// Of the first `count` statements: an interrupted run may only go on behind statements that have not changed
/// since.
std::string statements_hash(const std::vector<Statement>& statements, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += statements[static_cast<std::size_t>(i)].text + '\0';
    return checksum(text);
}

/// Where an earlier run of this revision in this direction stopped.
StatementProgress read_progress(const StepContext& context, const Revision& revision,
                                const RevisionStep& step) {
    const auto rows = query(context.connection, history_sql::read_unfinished, revision.id.text(),
                            std::string(action_of(step)));
    if (rows.empty()) return {};
    StatementProgress progress{.done = rows[0]["statements_done"].as<int>(),
                               .hash = rows[0]["statements_hash"].c_str(),
                               .begun = rows[0]["statement_begun"].as<int>()};
    const auto& statements = statements_of(revision, step.upwards);
    if (static_cast<std::size_t>(progress.done) <= statements.size() &&
        statements_hash(statements, progress.done) == progress.hash)
        return progress;
    throw Error(
        ExitCode::refused,
        fmt::format("{} was interrupted after {}, and those have changed in the file since",
                    revision.id.text(), count_of(static_cast<std::size_t>(progress.done), "statement")),
        "Bring the file back to what ran, or finish by hand and `migrate stamp` the revision.")
        .at({.file = revision.file, .line = revision.id_line});
}

/// A revision that cannot be one transaction.
class StatementwiseStep {
  public:
    StatementwiseStep(const StepContext& context, const Revision& revision, const RevisionStep& step)
        : context_(context),
          revision_(revision),
          step_(step),
          statements_(statements_of(revision, step.upwards)),
          progress_(read_progress(context, revision, step)),
          notice_(notify_sql({revision.id.text(), step.upwards})) {}

    void run() {
        entry_ = insert_started(context_.connection, context_.run, {revision_, action_of(step_)}, progress_);
        try {
            for (int next = progress_.done; static_cast<std::size_t>(next) < statements_.size(); ++next)
                run_statement(next + 1, statements_[static_cast<std::size_t>(next)]);
            if (const auto failure =
                    run_batch(context_.connection, {notice_, finish_sql(entry_, step_.version)}))
                throw is_version_conflict(failure->error) ? version_conflict(revision_.id) : failure->error;
        } catch (const Error& error) {
            if (context_.connection.is_open()) update_failed(context_.connection, entry_, error);
            throw;
        }
    }

  private:
    /// The statement and the note that it is done: one transaction where the server allows it. Where it does
    /// not, a run that was killed between them finds what the statement left, and sends it again.
    void run_statement(int number, const Statement& statement) {
        const std::string sql = guarded_sql(revision_.id, statement);
        const std::string note = progress_sql(entry_, number, statements_hash(statements_, number));
        const auto error = run_with_retries(context_, revision_.id.text(), [&]() -> std::optional<Error> {
            if (statement.outside_transaction) clear_the_way(number, statement);
            auto failure =
                run_batch(context_.connection,
                          statement.outside_transaction ? std::vector{sql} : std::vector{sql, note, notice_});
            if (!failure && statement.outside_transaction)
                failure = run_batch(context_.connection, {note, notice_});
            if (!failure) return std::nullopt;
            return placed(failure->error, revision_, statement, failure->character);
        });
        if (error) throw Error(*error);
    }

    /// A concurrent build is sent on record when nothing bears its name; so what bears it after an
    /// interruption is its leftover, and an index that was there before is never taken for one.
    void clear_the_way(int number, const Statement& statement) {
        if (progress_.begun == number) return run_leftover_removal(context_.connection, statement);
        if (!is_name_free(context_.connection, statement)) return;
        update_begun(context_.connection, entry_, number);
        progress_.begun = number;
    }

    const StepContext& context_;
    const Revision& revision_;
    const RevisionStep& step_;
    const std::vector<Statement>& statements_;
    StatementProgress progress_;
    std::string notice_;  ///< each statement changes what daemons see
    std::int64_t entry_ = 0;
};

}  // namespace

void run_sql_step(const StepContext& context, const Revision& revision, const RevisionStep& step,
                  bool wait_for_disk) {
    if (revision.runs_in_transaction(step.upwards))
        TransactionalStep(context, revision, step, wait_for_disk).run();
    else
        StatementwiseStep(context, revision, step).run();
}

}  // namespace migrate

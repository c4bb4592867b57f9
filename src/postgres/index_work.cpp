#include "src/postgres/index_work.hpp"

#include "src/base/sql_text.hpp"
#include "src/index/work_name.hpp"
#include "src/postgres/await_table.hpp"
#include "src/postgres/partitioned_index.hpp"
#include "src/postgres/query.hpp"
#include "src/postgres/retry.hpp"

#include <chrono>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::chrono::seconds cleanup_patience{10};

std::optional<Error> try_drop(const IndexWork& work, const std::string& index) {
    BuilderSession session(work.context, work.table);
    try {
        session.run_watched(fmt::format("DROP INDEX CONCURRENTLY IF EXISTS {}", work.qualified(index)),
                            work.progress_of(index), work.waits);
        return std::nullopt;
    } catch (const Error& error) {
        if (!work.context.connection.is_open()) throw;
        if (work.waits.exhausted()) throw gave_up(work, work.waits, session.blockers());
        return error;
    }
}

}  // namespace

std::string IndexWork::qualified(const std::string& index) const {
    return quote_qualified(table.schema, index);
}

IndexNote IndexWork::note(IndexOrigin origin) const {
    const std::string token = random_hex(8);
    return {.token = token,
            .revision = revision.id,
            .table = table,
            .name = spec().name,
            .work_name = work_name(token, spec().name),
            .key = facts.wanted ? facts.wanted->text() : "",
            .definition = create_index_sql(spec()),
            .origin = origin};
}

BuildProgress IndexWork::progress_of(const std::string& index) const {
    return {.index = index, .table = spec().table, .phase = "", .percent = -1};
}

Error IndexWork::explained(const Error& error) const {
    Error result(error.code(), fmt::format("index {}: {}", spec().name, error.message()), error.hint());
    return result.at({.file = revision.file}).because(error.sql()).with_details(error.details());
}

void drop_concurrently(const IndexWork& work, const std::string& index) {
    if (work.facts.table_partitioned) return drop_partitioned(work, index);
    drop_one_concurrently(work, index);
}

void drop_one_concurrently(const IndexWork& work, const std::string& index) {
    for (int tries = 1;; ++tries) {
        await_table(work, TableUse::drop, work.waits);
        const auto error = try_drop(work, index);
        if (!error) return;
        work.context.stop_if_interrupted();
        if (!may_try_again(*error) || tries >= work.context.options.attempts)
            throw Error(work.explained(*error));
        work.context.observer.retrying(index, error->message(), tries);
        pause_before_retry(work.context, tries);
    }
}

bool try_cleanup(const IndexWork& work, const std::string& index) {
    StepContext context = work.context;
    context.heeds_interrupt = false;
    WaitBudget patience{.limit = cleanup_patience};
    const IndexWork cleanup{.context = context,
                            .revision = work.revision,
                            .facts = work.facts,
                            .table = work.table,
                            .waits = patience};
    try {
        drop_one_concurrently(cleanup, index);
        return true;
    } catch (const Error&) {  // the caller says what is left; the next run removes it
        return false;
    }
}

std::optional<Error> try_short_transaction(const IndexWork& work,
                                           const std::vector<std::string>& statements) {
    std::vector<std::string> batch{
        "BEGIN", fmt::format("SET LOCAL lock_timeout = {}", work.context.options.lock_timeout.count())};
    batch.insert(batch.end(), statements.begin(), statements.end());
    batch.emplace_back("COMMIT");
    return run_with_retries(work.context, work.spec().name, [&]() -> std::optional<Error> {
        const auto failure = run_batch(work.context.connection, batch);
        if (!failure) return std::nullopt;
        execute(work.context.connection, "ROLLBACK");
        return failure->error;
    });
}

void run_short_transaction(const IndexWork& work, const std::vector<std::string>& statements) {
    if (const auto error = try_short_transaction(work, statements)) throw Error(work.explained(*error));
}

std::string rename_sql(const IndexWork& work, const std::string& from, const std::string& to) {
    return fmt::format("ALTER INDEX {} RENAME TO {}", work.qualified(from), quote_identifier(to));
}

}  // namespace migrate

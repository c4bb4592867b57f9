#include "src/postgres/index_work.hpp"

#include "src/base/sql_text.hpp"
#include "src/index/work_name.hpp"
#include "src/postgres/partitioned_index.hpp"
#include "src/postgres/query.hpp"
#include "src/postgres/retry.hpp"

#include <fmt/format.h>

namespace migrate {

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
            .definition = describe(spec()),
            .origin = origin};
}

BuildProgress IndexWork::progress_of(const std::string& index) const {
    return {.index = index, .table = spec().table, .phase = "", .percent = -1};
}

Error IndexWork::explained(const Error& error) const {
    Error result(error.code(), fmt::format("index {}: {}", spec().name, error.message()), error.hint());
    result.at({.file = revision.file}).because(error.sql());
    return result;
}

void drop_concurrently(const IndexWork& work, const std::string& index) {
    if (work.facts.table_partitioned) return drop_partitioned(work, index);
    BuilderSession session(work.context, work.table);
    session.run_watched(fmt::format("DROP INDEX CONCURRENTLY IF EXISTS {}", work.qualified(index)),
                        work.progress_of(index));
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

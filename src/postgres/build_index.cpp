#include "src/postgres/build_index.hpp"

#include "src/base/sql_text.hpp"
#include "src/index/work_name.hpp"
#include "src/postgres/partitioned_index.hpp"
#include "src/postgres/query.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

/// Raised by our own look at the size under the lock.
constexpr std::string_view table_grew = "MG001";

constexpr std::string_view check_size = R"(
DO $$BEGIN IF pg_catalog.pg_table_size({table}::oid) > {limit} THEN RAISE SQLSTATE '{state}'; END IF; END$$)";

std::string comment_sql(const IndexWork& work, const std::string& token) {
    return fmt::format("COMMENT ON INDEX {} IS {}", work.qualified(work.spec().name),
                       quote_literal(comment_with_token(work.revision.id.text(), token)));
}

Error interrupted(const IndexWork& work) {
    return {ExitCode::step_failed, fmt::format("interrupted while building {}", work.spec().name),
            "Nothing half-built was left behind. Run the same command again to go on."};
}

IndexNote note_of(const IndexWork& work, const IndexRecord& record) {
    return {
        .token = record.token, .revision = work.revision.id, .table = work.table, .name = work.spec().name};
}

void name_it(const IndexWork& work, const IndexRecord& record, bool swaps) {
    std::vector<std::string> statements;
    if (swaps) statements.push_back(rename_sql(work, work.spec().name, displaced_name(record)));
    statements.push_back(rename_sql(work, work.facts.leftover->name, work.spec().name));
    statements.push_back(comment_sql(work, record.token));
    if (!swaps) {
        for (std::string& sql : finish_intent_sql(note_of(work, record)))
            statements.push_back(std::move(sql));
    }
    run_short_transaction(work, statements);
}

}  // namespace

bool may_try_again(const Error& error) {
    return is_worth_retrying(error) || error.sql().sqlstate == "57014" ||
           error.code() == ExitCode::unreachable;
}

std::string displaced_name(const IndexRecord& record) {
    return work_name(record.token + "_old", record.name);
}

std::optional<Error> run_concurrent_build(const IndexWork& work, IndexOrigin origin) {
    if (work.facts.table_partitioned) {
        run_partitioned_start(work, origin);
        return std::nullopt;
    }
    IndexNote made = work.note(origin);
    if (origin == IndexOrigin::replaced) made.displaced = work.facts.same_name->definition;
    BuilderSession builder(work.context, work.table);
    insert_intent(work.context.connection, work.context.run, made, builder.connection().backend_pid());
    try {
        builder.run_watched(create_index_sql(work.spec(), {.concurrently = true, .name = made.work_name}),
                            work.progress_of(work.spec().name));
        return std::nullopt;
    } catch (const Error& error) {
        if (!work.context.connection.is_open()) throw Error(work.explained(error));
        execute(work.context.connection,
                fmt::format("DROP INDEX CONCURRENTLY IF EXISTS {}", work.qualified(made.work_name)));
        if (work.context.is_interrupted()) throw interrupted(work);
        if (!may_try_again(error)) throw Error(work.explained(error));
        return work.explained(error);
    }
}

bool run_plain_build(const IndexWork& work, std::int64_t limit) {
    const IndexNote made = work.note(IndexOrigin::created);
    std::vector<std::string> statements{
        fmt::format("LOCK TABLE {} IN SHARE MODE", quote_qualified(made.table.schema, made.table.name)),
        fmt::format(fmt::runtime(check_size), fmt::arg("table", made.table.oid), fmt::arg("limit", limit),
                    fmt::arg("state", table_grew)),
        create_index_sql(work.spec()), comment_sql(work, made.token)};
    for (std::string& sql : plain_build_sql(work.context.run, made)) statements.push_back(std::move(sql));
    const auto error = try_short_transaction(work, statements);
    if (error && error->sql().sqlstate != table_grew) throw Error(work.explained(*error));
    return !error;
}

void run_finish(const IndexWork& work) {
    if (lacks_parts(work.facts)) return run_parts(work);
    drop_loose_parts(work);
    const IndexRecord& record = *work.facts.record;
    const bool replaces = record.origin == IndexOrigin::replaced;
    if (work.facts.leftover) name_it(work, record, replaces && work.facts.same_name);
    if (replaces) drop_concurrently(work, displaced_name(record));
    run_short_transaction(work, finish_intent_sql(note_of(work, record)));
}

}  // namespace migrate

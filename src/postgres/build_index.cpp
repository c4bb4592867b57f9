#include "src/postgres/build_index.hpp"

#include "src/base/sql_text.hpp"
#include "src/index/work_name.hpp"
#include "src/postgres/await_table.hpp"
#include "src/postgres/look_before_build.hpp"
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

IndexNote note_of(const IndexWork& work, const IndexRecord& record) {
    return {
        .token = record.token, .revision = work.revision.id, .table = work.table, .name = work.spec().name};
}

void name_it(const IndexWork& work, const IndexRecord& record, bool swaps) {
    std::vector<std::string> statements;
    if (swaps)
        statements.push_back(rename_sql(work, work.spec().name, displaced_name(record.token, record.name)));
    statements.push_back(rename_sql(work, work.facts.leftover->name, work.spec().name));
    statements.push_back(comment_sql(work, record.token));
    if (!swaps) {
        for (std::string& sql : finish_intent_sql(note_of(work, record)))
            statements.push_back(std::move(sql));
    }
    run_short_transaction(work, statements);
}

Error interrupted(const IndexWork& work) {
    return {ExitCode::step_failed, fmt::format("interrupted while building {}", work.spec().name),
            "Run the same command again to go on."};
}

Error with_more_hint(const Error& error, const std::string& more) {
    Error result(error.code(), error.message(), error.hint().empty() ? more : error.hint() + " " + more);
    result.at(error.position()).because(error.sql()).with_details(error.details());
    return result;
}

}  // namespace

std::optional<Error> run_concurrent_build(const IndexWork& work, IndexOrigin origin) {
    look_before_build(work);
    if (work.facts.table_partitioned) {
        run_partitioned_start(work, origin);
        return std::nullopt;
    }
    IndexNote made = work.note(origin);
    if (origin == IndexOrigin::replaced) made.displaced = work.facts.same_name->definition;
    await_table(work, TableUse::build, work.waits);
    BuilderSession builder(work.context, work.table);
    insert_intent(work.context.connection, work.context.run, made, builder.server_pid());
    try {
        builder.run_watched(create_index_sql(work.spec(), {.concurrently = true, .name = made.work_name}),
                            work.progress_of(work.spec().name), work.waits);
        return std::nullopt;
    } catch (const Error& error) {
        if (!work.context.connection.is_open()) throw Error(work.explained(error));
        if (work.waits.exhausted()) return gave_up(work, work.waits, builder.blockers());
        return error;
    }
}

Error end_failed_build(const IndexWork& work, const Error& error) {
    const std::string& schema = work.table.schema;
    const std::string left = read_unfinished_work_name(work.context.connection, schema, work.spec().name);
    const bool cleaned = left.empty() || try_cleanup(work, left);
    if (cleaned) undo_intents(work.context.connection, schema, work.spec().name);
    Error ended = work.context.is_interrupted() ? interrupted(work)
                  : work.waits.exhausted()      ? error
                                                : failed_build(work, error);
    if (cleaned) return ended;
    return with_more_hint(ended,
                          fmt::format("The INVALID index {} is left, since table {} is in use: the next "
                                      "`migrate up` removes it.",
                                      left, work.table.name));
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
    if (error && error->sql().sqlstate != table_grew) throw Error(failed_build(work, *error));
    return !error;
}

void run_finish(const IndexWork& work) {
    if (lacks_parts(work.facts)) return run_parts(work);
    drop_loose_parts(work);
    const IndexRecord& record = *work.facts.record;
    const bool replaces = record.origin == IndexOrigin::replaced;
    if (work.facts.leftover) name_it(work, record, replaces && work.facts.same_name);
    if (replaces) drop_concurrently(work, displaced_name(record.token, record.name));
    run_short_transaction(work, finish_intent_sql(note_of(work, record)));
}

}  // namespace migrate

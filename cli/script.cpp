#include "cli/script.hpp"

#include "src/base/error.hpp"
#include "src/base/sql_text.hpp"
#include "src/base/words.hpp"
#include "src/index/index_state.hpp"
#include "src/postgres/guard_sql.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::string_view version_table = R"(CREATE TABLE IF NOT EXISTS alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
)";

constexpr std::string_view start_guard = R"(DO $migrate$
DECLARE
    there text := (SELECT coalesce(string_agg(version_num, ', ' ORDER BY version_num COLLATE "C"), 'base')
                   FROM alembic_version);
BEGIN
    IF there <> {0} THEN
        RAISE EXCEPTION 'this script starts at %, but the database is at %', {0}, there;
    END IF;
END
$migrate$;
)";

constexpr std::string_view drop_own_index = R"(SELECT {0}
WHERE obj_description(to_regclass({1}), 'pg_class') LIKE '%[migrate:%' \gexec
)";

/// An index that is there stays as it is: an earlier revision or the models made it. A script cannot compare
/// definitions; it stops where queries could not use it.
constexpr std::string_view create_missing_index = R"(SELECT to_regclass({name}) IS NULL AS missing \gset
\if :missing
{create};
{comment};
\endif
DO $migrate$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_index
                   WHERE indexrelid = to_regclass({name}) AND indrelid = to_regclass({table}) AND indisvalid) THEN
        RAISE EXCEPTION 'no usable index % on %', {name}, {table};
    END IF;
END
$migrate$;
)";

constexpr std::string_view guarded = R"(DO $migrate$
BEGIN
    IF NOT {0} THEN
        EXECUTE {1};
    END IF;
END
$migrate$;
)";

std::string heads_text(const std::vector<RevisionId>& heads) {
    std::string text;
    for (const RevisionId& head : heads) text += (text.empty() ? "" : ", ") + head.text();
    return text.empty() ? "base" : text;
}

std::string version_script(const VersionChange& change) {
    std::string text;
    for (const RevisionId& id : change.remove)
        text += fmt::format("DELETE FROM alembic_version WHERE alembic_version.version_num = {};\n",
                            quote_literal(id.text()));
    if (change.update)
        text += fmt::format(
            "UPDATE alembic_version SET version_num={} WHERE alembic_version.version_num = {};\n",
            quote_literal(change.update->second.text()), quote_literal(change.update->first.text()));
    for (const RevisionId& id : change.insert)
        text +=
            fmt::format("INSERT INTO alembic_version (version_num) VALUES ({});\n", quote_literal(id.text()));
    return text;
}

std::string statement_script(const Statement& statement, const Revision& revision) {
    if (!statement.guard) return statement.text + ";\n";
    if (statement.guard->when == Guard::When::if_created)
        throw Error(ExitCode::usage,
                    fmt::format("no script can undo {}: only the database knows whether it created the {}",
                                revision.id.text(), statement.guard->text()),
                    "Run `migrate down` against the database instead.")
            .at({revision.file, statement.line, 0});
    return fmt::format(guarded, exists_sql(*statement.guard), quote_literal(statement.text));
}

/// Drops only what bears our token, so that what was there before stays.
std::string drop_script(const IndexSpec& spec) {
    const std::string name = quote_qualified(spec.schema, spec.name);
    return fmt::format(drop_own_index, quote_literal("DROP INDEX CONCURRENTLY " + name), quote_literal(name));
}

std::string create_script(const IndexSpec& spec, const RevisionId& revision) {
    const std::string name = quote_qualified(spec.schema, spec.name);
    const std::string token = quote_literal(comment_with_token(revision.text(), "script"));
    return fmt::format(create_missing_index, fmt::arg("name", quote_literal(name)),
                       fmt::arg("table", quote_literal(quote_qualified(spec.schema, spec.table))),
                       fmt::arg("create", create_index_sql(spec, {.concurrently = true})),
                       fmt::arg("comment", fmt::format("COMMENT ON INDEX {} IS {}", name, token)));
}

std::string index_script(const IndexChange& change, const RevisionId& revision, bool upwards) {
    const bool creates = (change.kind == IndexChange::Kind::create) == upwards;
    if (creates) return create_script(change.spec, revision);
    if (upwards)
        return fmt::format("DROP INDEX CONCURRENTLY {};\n",
                           quote_qualified(change.spec.schema, change.spec.name));
    return drop_script(change.spec);
}

std::string body_script(const Revision& revision, bool upwards) {
    std::string text;
    for (const Statement& statement : upwards ? revision.up : revision.down)
        text += statement_script(statement, revision);
    if (upwards) {
        for (const IndexChange& change : revision.indexes) text += index_script(change, revision.id, true);
    } else {
        for (auto change = revision.indexes.rbegin(); change != revision.indexes.rend(); ++change)
            text += index_script(*change, revision.id, false);
    }
    return text;
}

std::string step_script(const RevisionGraph& graph, const RevisionStep& step) {
    const Revision& revision = graph.at(step.id);
    const std::string body = body_script(revision, step.upwards);
    const std::string version = version_script(step.version);
    const std::string title =
        fmt::format("\n-- {} {}, {}\n", step.upwards ? "up" : "down", revision.id.text(), revision.message);
    const bool in_transaction = !revision.changes_indexes() && revision.runs_in_transaction(step.upwards);
    if (in_transaction) return fmt::format("{}BEGIN;\n{}{}COMMIT;\n", title, body, version);
    return fmt::format("{}{}BEGIN;\n{}COMMIT;\n", title, body, version);
}

}  // namespace

std::string version_table_script() {
    return std::string(version_table);
}

std::string render_script(const RevisionGraph& graph, const RevisionPlan& plan,
                          const std::vector<RevisionId>& start) {
    std::string text = fmt::format("-- {} from {}; for psql\n\\set ON_ERROR_STOP on\n",
                                   count_of(plan.steps.size(), "revision"), heads_text(start));
    if (start.empty()) text += version_table;
    text += fmt::format(start_guard, quote_literal(heads_text(start)));
    for (const RevisionStep& step : plan.steps) text += step_script(graph, step);
    return text;
}

std::string render_stamp_script(const std::vector<RevisionId>& heads) {
    std::string text = fmt::format("BEGIN;\n{}DELETE FROM alembic_version;\n", version_table);
    for (const RevisionId& head : heads)
        text += fmt::format("INSERT INTO alembic_version (version_num) VALUES ({});\n",
                            quote_literal(head.text()));
    return text + "COMMIT;\n";
}

}  // namespace migrate

#include "src/postgres/read_losses.hpp"

#include "src/base/sql_text.hpp"
#include "src/base/words.hpp"
#include "src/postgres/query.hpp"
#include "src/revision/sql_facts.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::string_view was_created =
    "SELECT FROM migrate.created_object WHERE revision = $1 AND object = $2";

constexpr std::string_view table_exists = "SELECT pg_catalog.to_regclass($1) IS NOT NULL";

constexpr std::string_view column_exists = R"(
SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass($1) AND attname = $2 AND NOT attisdropped)";

/// Every table of a schema with the planner's count of its rows.
constexpr std::string_view tables_of_schema = R"(
SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') ORDER BY 1)";

bool would_run(Connection& connection, const Revision& revision, const Statement& statement) {
    return !statement.guard ||
           !query(connection, was_created, revision.id.text(), statement.guard->text()).empty();
}

std::int64_t count(Connection& connection, const std::string& sql) {
    return query(connection, sql)[0][0].as<std::int64_t>();
}

void add_table(Connection& connection, const std::string& table, std::vector<std::string>& losses) {
    if (!query(connection, table_exists, table)[0][0].as<bool>()) return;
    const auto rows = count(connection, fmt::format("SELECT count(*) FROM {}", table));
    if (rows > 0)
        losses.push_back(
            fmt::format("table {} ({})", table, count_of(static_cast<std::size_t>(rows), "row")));
}

void add_column(Connection& connection, const std::string& table, const std::string& column,
                std::vector<std::string>& losses) {
    if (query(connection, column_exists, table, column).empty()) return;
    const auto values =
        count(connection, fmt::format("SELECT count({}) FROM {}", quote_identifier(column), table));
    if (values > 0)
        losses.push_back(fmt::format("column {}.{} ({})", table, column,
                                     count_of(static_cast<std::size_t>(values), "value")));
}

void add_losses(Connection& connection, const Destroyed& destroyed, std::vector<std::string>& losses) {
    const std::string table = quote_qualified(destroyed.schema, destroyed.table);
    switch (destroyed.kind) {
        case Destroyed::Kind::table:
            return add_table(connection, table, losses);
        case Destroyed::Kind::column:
            return add_column(connection, table, destroyed.column, losses);
        case Destroyed::Kind::schema:
            for (const auto& row : query(connection, tables_of_schema, destroyed.schema))
                add_table(connection, quote_qualified(destroyed.schema, row[0].c_str()), losses);
    }
}

}  // namespace

std::vector<std::string> read_losses(Connection& connection, const Revision& revision) {
    std::vector<std::string> losses;
    for (const Statement& statement : revision.down) {
        const auto destroyed = find_destroyed(statement.text);
        if (destroyed.empty() || !would_run(connection, revision, statement)) continue;
        for (const Destroyed& one : destroyed) add_losses(connection, one, losses);
    }
    return losses;
}

}  // namespace migrate

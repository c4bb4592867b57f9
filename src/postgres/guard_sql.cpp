#include "src/postgres/guard_sql.hpp"

#include "src/base/sql_text.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::string_view column_exists = R"(EXISTS (
    SELECT FROM pg_catalog.pg_attribute
    WHERE attrelid = pg_catalog.to_regclass({table}) AND attname = {column} AND attnum > 0 AND NOT attisdropped))";

/// A partial or expression index does not do the work of a plain one. A unique one counts for any order of
/// its columns.
constexpr std::string_view index_exists = R"(EXISTS (
    SELECT FROM pg_catalog.pg_index i
    WHERE i.indrelid = pg_catalog.to_regclass({table}) AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL {unique}
      AND ARRAY(SELECT a.attname::text
                FROM pg_catalog.unnest(i.indkey::smallint[]) WITH ORDINALITY k (number, place)
                JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
                WHERE k.place <= i.indnkeyatts ORDER BY {order})
        = ARRAY(SELECT c.name FROM pg_catalog.unnest(ARRAY[{columns}]::text[]) WITH ORDINALITY c (name, place) ORDER BY {wanted_order})))";

std::string literals(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + quote_literal(word);
    return text;
}

std::string when_missing(const RevisionId& revision, const Statement& statement) {
    return fmt::format(
        "IF NOT {} THEN EXECUTE {}; INSERT INTO migrate.created_object (revision, object) VALUES ({}, {}) ON CONFLICT DO NOTHING; END IF;",
        exists_sql(*statement.guard), quote_literal(statement.text), quote_literal(revision.text()),
        quote_literal(statement.guard->text()));
}

std::string when_created(const RevisionId& revision, const Statement& statement) {
    const std::string row =
        fmt::format("migrate.created_object WHERE revision = {} AND object = {}",
                    quote_literal(revision.text()), quote_literal(statement.guard->text()));
    return fmt::format("IF EXISTS (SELECT FROM {0}) THEN EXECUTE {1}; DELETE FROM {0}; END IF;", row,
                       quote_literal(statement.text));
}

}  // namespace

std::string exists_sql(const Guard& guard) {
    const std::string table = quote_literal(guard.table);
    if (guard.object == Guard::Object::table)
        return fmt::format("pg_catalog.to_regclass({}) IS NOT NULL", table);
    if (guard.object == Guard::Object::column)
        return fmt::format(fmt::runtime(column_exists), fmt::arg("table", table),
                           fmt::arg("column", quote_literal(guard.columns.front())));
    const bool unique = guard.object == Guard::Object::unique;
    return fmt::format(
        fmt::runtime(index_exists), fmt::arg("table", table),
        fmt::arg("unique", unique ? "AND i.indisunique" : ""), fmt::arg("order", unique ? "1" : "k.place"),
        fmt::arg("columns", literals(guard.columns)), fmt::arg("wanted_order", unique ? "1" : "c.place"));
}

std::string guarded_sql(const RevisionId& revision, const Statement& statement) {
    if (!statement.guard) return statement.text;
    const bool upwards = statement.guard->when == Guard::When::if_missing;
    return fmt::format(
        "DO {}", quote_literal(fmt::format("BEGIN {} END", upwards ? when_missing(revision, statement)
                                                                   : when_created(revision, statement))));
}

}  // namespace migrate

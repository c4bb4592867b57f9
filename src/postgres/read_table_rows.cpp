#include "src/postgres/read_table_rows.hpp"

#include "src/postgres/queries/schema_sql.hpp"
#include "src/postgres/query.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace migrate {

namespace {

/// One statement that counts all of them, since each has other columns. A table without a page has no row.
/// hashtextextended() of the text is the same for the same value, and a sum knows no order.
constexpr std::string_view write_count_query = R"(
SELECT string_agg(pg_catalog.format('SELECT %L AS name, count(*) AS rows, pg_catalog.jsonb_build_object(%s)::text AS columns FROM ONLY %s',
           t.name, (SELECT string_agg(pg_catalog.format('%L, sum(pg_catalog.hashtextextended(%I::text, 0))::text', pg_catalog.quote_ident(a.attname), a.attname), ', ')
                    FROM (SELECT * FROM pg_catalog.pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
                          ORDER BY a.attnum LIMIT 40) a), t.name), ' UNION ALL ') AS query
FROM (SELECT c.oid, c.oid::pg_catalog.regclass::text AS name
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname !~ '^pg_'
        AND n.nspname NOT IN ('information_schema', 'migrate') AND c.relname <> 'alembic_version'
        AND pg_catalog.pg_relation_size(c.oid) > 0) t)";

}  // namespace

RowsOfTables read_table_rows(Connection& connection) {
    Transaction transaction(connection);
    execute(connection, schema_sql::fixed_printing);
    RowsOfTables tables;
    const auto written = execute(connection, write_count_query);
    if (written[0]["query"].is_null()) return tables;
    for (const auto& row : execute(connection, written[0]["query"].c_str())) {
        TableRows rows{.count = row["rows"].as<std::int64_t>()};
        const auto sums = nlohmann::json::parse(row["columns"].c_str());
        for (const auto& [column, sum] : sums.items())
            rows.columns.emplace(column, sum.is_null() ? "" : sum.get<std::string>());
        if (rows.count > 0) tables.emplace(row["name"].c_str(), std::move(rows));
    }
    return tables;
}

}  // namespace migrate

#include "cli/render/guard_sql.hpp"

#include "src/base/sql_text.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::string_view table_is_there = "to_regclass({0}) IS NOT NULL";

constexpr std::string_view column_is_there = R"(EXISTS (
        SELECT FROM pg_attribute
        WHERE attrelid = to_regclass({0}) AND attname = ANY ({1}) AND attnum > 0 AND NOT attisdropped))";

// The key columns in order, of an index over all rows.
constexpr std::string_view index_is_there = R"(EXISTS (
        SELECT FROM pg_index
        WHERE indrelid = to_regclass({0}) AND indisvalid AND indpred IS NULL
          AND {1} = (SELECT array_agg(attname::text ORDER BY place)
                     FROM unnest(indkey::int2[]) WITH ORDINALITY AS key (number, place)
                     JOIN pg_attribute ON attrelid = indrelid AND attnum = number
                     WHERE place <= indnkeyatts)))";

// The key columns as a set.
constexpr std::string_view unique_is_there = R"(EXISTS (
        SELECT FROM pg_index
        WHERE indrelid = to_regclass({0}) AND indisvalid AND indisunique AND indpred IS NULL
          AND (SELECT array_agg(name ORDER BY name) FROM unnest({1}) AS name)
            = (SELECT array_agg(attname::text ORDER BY attname::text)
               FROM unnest(indkey::int2[]) WITH ORDINALITY AS key (number, place)
               JOIN pg_attribute ON attrelid = indrelid AND attnum = number
               WHERE place <= indnkeyatts)))";

constexpr std::string_view guarded = R"(DO $migrate$
BEGIN
    IF NOT {0} THEN
        EXECUTE {1};
    END IF;
END
$migrate$;
)";

std::string condition_of(const Guard& guard) {
    std::string columns;
    for (const std::string& column : guard.columns) columns += (columns.empty() ? "" : ", ") + quote_literal(column);
    const std::string table = quote_literal(guard.table);
    const std::string array = fmt::format("ARRAY[{}]::text[]", columns);
    switch (guard.object) {
        case Guard::Object::table:
            return fmt::format(table_is_there, table);
        case Guard::Object::column:
            return fmt::format(column_is_there, table, array);
        case Guard::Object::index:
            return fmt::format(index_is_there, table, array);
        case Guard::Object::unique:
            break;
    }
    return fmt::format(unique_is_there, table, array);
}

}  // namespace

std::string guarded_sql(const Guard& guard, std::string_view statement) {
    return fmt::format(guarded, condition_of(guard), quote_literal(statement));
}

}  // namespace migrate

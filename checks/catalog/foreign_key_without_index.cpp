#include "checks/catalog/checks.hpp"
#include "src/base/sql_text.hpp"
#include "src/base/words.hpp"
#include "src/index/foreign_key_support.hpp"

#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace migrate {

namespace {

/// Below it, reading the whole table costs about as much as going by an index.
constexpr std::int64_t small_table = 1024 * 1024;

std::string columns_of(const ForeignKey& key) {
    std::vector<std::string> quoted;
    for (const std::string& column : key.columns) quoted.push_back(quote_identifier(column));
    return fmt::format("{}", fmt::join(quoted, ", "));
}

std::string rows_of(const ForeignKey& key) {
    return key.rows < 0 ? bytes_text(key.bytes)
                        : fmt::format("about {:.0f} rows, {}", key.rows, bytes_text(key.bytes));
}

Observation unsupported(const ForeignKey& key) {
    const std::string table = quote_qualified(key.root_schema, key.root_table);
    Observation seen{
        .subject = key.name,
        .message = fmt::format("foreign key {} of {} ({}) has no index on ({}); {} were deleted from {}",
                               key.name, table, rows_of(key), columns_of(key),
                               count_of(static_cast<std::size_t>(key.parent_deletes), "row"), key.referenced),
        .fix = fmt::format("CREATE INDEX CONCURRENTLY ON {} ({}), or better [[create_index]] in a revision.",
                           table, columns_of(key))};
    if (key.bytes < small_table || key.parent_deletes == 0) seen.severity = Severity::info;
    return seen;
}

Outcome find_foreign_key_without_index(const Facts& facts) {
    std::set<std::string> told;  // partitions have one each
    std::vector<Observation> seen;
    for (const ForeignKey& key : facts.catalog->foreign_keys) {
        if (is_supported(key, facts.catalog->indexes)) continue;
        const std::string place =
            fmt::format("{} ({})", quote_qualified(key.root_schema, key.root_table), columns_of(key));
        if (told.insert(place).second) seen.push_back(unsupported(key));
    }
    return seen;
}

}  // namespace

constinit const Check catalog_foreign_key_without_index{
    .id = "catalog.foreign_key_without_index",
    .summary = "no index finds the rows that refer to a row",
    .severity = Severity::warning,
    .needs = {Need::catalog},
    .why =
        "Each row deleted from the referenced table, and each change of its key, reads the whole referring table and holds its locks "
        "meanwhile. See https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK. Where the "
        "referring table is below 1 MB, or no row was ever deleted from the other, it is a remark only.",
    .fix = "Declare an index on the columns of the foreign key.",
    .find = find_foreign_key_without_index};

}  // namespace migrate

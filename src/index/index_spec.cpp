#include "src/index/index_spec.hpp"

#include "src/base/sql_text.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace migrate {

namespace {

template <typename Items, typename Render>
std::string joined(const Items& items, Render render) {
    std::vector<std::string> parts;
    std::transform(items.begin(), items.end(), std::back_inserter(parts), render);
    return fmt::format("{}", fmt::join(parts, ", "));
}

/// Collations are named as pg_collation has them: C and en_US.utf8 need quotes that nobody types in a file.
std::string collation_sql(const std::string& collation) {
    return collation.find('"') == std::string::npos ? quote_identifier(collation) : collation;
}

std::string key_sql(const IndexKey& key) {
    std::string sql = key.column.empty() ? fmt::format("({})", key.expression) : quote_identifier(key.column);
    if (!key.collation.empty()) sql += " COLLATE " + collation_sql(key.collation);
    if (!key.opclass.empty()) sql += " " + key.opclass;
    if (key.descending) sql += " DESC";
    if (key.nulls == "first") sql += " NULLS FIRST";
    if (key.nulls == "last") sql += " NULLS LAST";
    return sql;
}

std::string storage_sql(const std::pair<const std::string, std::string>& parameter) {
    const auto& [name, value] = parameter;
    const bool bare = !value.empty() && std::all_of(value.begin(), value.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '_' || c == '.';
    });
    return fmt::format("{} = {}", quote_identifier(name), bare ? value : quote_literal(value));
}

std::string key_words(const IndexKey& key) {
    std::string text = key.column.empty() ? key.expression : quote_identifier(key.column);
    if (!key.collation.empty()) text += " collate " + key.collation;
    if (!key.opclass.empty()) text += " " + key.opclass;
    if (key.descending) text += " desc";
    if (!key.nulls.empty()) text += " nulls " + key.nulls;
    return text;
}

const std::string& or_else(const std::string& text, const std::string& fallback) {
    return text.empty() ? fallback : text;
}

}  // namespace

std::string create_index_sql(const IndexSpec& spec, const CreateIndexForm& form) {
    std::string sql = fmt::format(
        "CREATE {}INDEX {}{} ON {}{}", spec.unique ? "UNIQUE " : "", form.concurrently ? "CONCURRENTLY " : "",
        quote_identifier(or_else(form.name, spec.name)), form.only ? "ONLY " : "",
        quote_qualified(or_else(form.schema, spec.schema), or_else(form.table, spec.table)));
    if (spec.method != "btree") sql += " USING " + quote_identifier(spec.method);
    sql += fmt::format(" ({})", joined(spec.keys, key_sql));
    if (!spec.include.empty()) sql += fmt::format(" INCLUDE ({})", joined(spec.include, quote_identifier));
    if (spec.nulls_not_distinct) sql += " NULLS NOT DISTINCT";
    if (!spec.with.empty()) sql += fmt::format(" WITH ({})", joined(spec.with, storage_sql));
    if (!spec.tablespace.empty()) sql += " TABLESPACE " + quote_identifier(spec.tablespace);
    if (!spec.where.empty()) sql += fmt::format(" WHERE ({})", spec.where);
    return sql;
}

std::string describe(const IndexSpec& spec) {
    std::string text = spec.unique ? "unique " : "";
    text += quote_qualified(spec.schema, spec.table);
    if (spec.method != "btree") text += " using " + spec.method;
    text += fmt::format(" ({})", joined(spec.keys, key_words));
    if (!spec.include.empty()) text += fmt::format(" include ({})", joined(spec.include, quote_identifier));
    if (spec.nulls_not_distinct) text += " nulls not distinct";
    if (!spec.where.empty()) text += " where " + spec.where;
    return text;
}

}  // namespace migrate

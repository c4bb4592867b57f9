#include "src/base/sql_text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace migrate {

namespace {

// Key words that PostgreSQL 13 to 18 refuse as a bare column or table name (category "reserved", and those
// usable as function or type name only): https://www.postgresql.org/docs/current/sql-keywords-appendix.html
constexpr std::array<std::string_view, 101> reserved_words{"all",
                                                           "analyse",
                                                           "analyze",
                                                           "and",
                                                           "any",
                                                           "array",
                                                           "as",
                                                           "asc",
                                                           "asymmetric",
                                                           "authorization",
                                                           "binary",
                                                           "both",
                                                           "case",
                                                           "cast",
                                                           "check",
                                                           "collate",
                                                           "collation",
                                                           "column",
                                                           "concurrently",
                                                           "constraint",
                                                           "create",
                                                           "cross",
                                                           "current_catalog",
                                                           "current_date",
                                                           "current_role",
                                                           "current_schema",
                                                           "current_time",
                                                           "current_timestamp",
                                                           "current_user",
                                                           "default",
                                                           "deferrable",
                                                           "desc",
                                                           "distinct",
                                                           "do",
                                                           "else",
                                                           "end",
                                                           "except",
                                                           "false",
                                                           "fetch",
                                                           "for",
                                                           "foreign",
                                                           "freeze",
                                                           "from",
                                                           "full",
                                                           "grant",
                                                           "group",
                                                           "having",
                                                           "ilike",
                                                           "in",
                                                           "initially",
                                                           "inner",
                                                           "intersect",
                                                           "into",
                                                           "is",
                                                           "isnull",
                                                           "join",
                                                           "lateral",
                                                           "leading",
                                                           "left",
                                                           "like",
                                                           "limit",
                                                           "localtime",
                                                           "localtimestamp",
                                                           "natural",
                                                           "not",
                                                           "notnull",
                                                           "null",
                                                           "offset",
                                                           "on",
                                                           "only",
                                                           "or",
                                                           "order",
                                                           "outer",
                                                           "overlaps",
                                                           "placing",
                                                           "primary",
                                                           "references",
                                                           "returning",
                                                           "right",
                                                           "select",
                                                           "session_user",
                                                           "similar",
                                                           "some",
                                                           "symmetric",
                                                           "system_user",
                                                           "table",
                                                           "tablesample",
                                                           "then",
                                                           "to",
                                                           "trailing",
                                                           "true",
                                                           "union",
                                                           "unique",
                                                           "user",
                                                           "using",
                                                           "variadic",
                                                           "verbose",
                                                           "when",
                                                           "where",
                                                           "window",
                                                           "with"};

bool is_plain(std::string_view name) {
    const auto starts = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
    const auto continues = [&](char c) { return starts(c) || (c >= '0' && c <= '9'); };
    return !name.empty() && starts(name.front()) && std::all_of(name.begin(), name.end(), continues) &&
           !std::binary_search(reserved_words.begin(), reserved_words.end(), name);
}

std::string doubled(std::string_view text, char sign) {
    std::string result;
    for (const char c : text) {
        if (c == sign) result += c;
        result += c;
    }
    return result;
}

}  // namespace

std::string quote_identifier(std::string_view name) {
    return is_plain(name) ? std::string(name) : fmt::format("\"{}\"", doubled(name, '"'));
}

std::string quote_qualified(std::string_view schema, std::string_view name) {
    if (schema.empty()) return quote_identifier(name);
    return fmt::format("{}.{}", quote_identifier(schema), quote_identifier(name));
}

std::string quote_literal(std::string_view text) {
    const std::string quoted = doubled(text, '\'');
    if (text.find('\\') == std::string_view::npos) return fmt::format("'{}'", quoted);
    return fmt::format("E'{}'", doubled(quoted, '\\'));
}

}  // namespace migrate

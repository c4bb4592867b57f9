#include "src/statement/type_name.hpp"

#include "src/base/sql_text.hpp"
#include "src/revision/sql_tree.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace migrate {

namespace {

/// Internal names, and what people write.
constexpr auto written_types = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"int2", "smallint"},
    {"int4", "integer"},
    {"int8", "bigint"},
    {"float4", "real"},
    {"float8", "double precision"},
    {"bool", "boolean"},
    {"bpchar", "char"},
    {"timestamp", "timestamp"},
    {"timestamptz", "timestamptz"},
    {"time", "time"},
    {"timetz", "timetz"},
    {"varchar", "varchar"},
    {"text", "text"},
    {"numeric", "numeric"},
    {"json", "json"},
    {"jsonb", "jsonb"},
    {"uuid", "uuid"},
    {"bytea", "bytea"},
    {"date", "date"},
    {"interval", "interval"},
    {"inet", "inet"},
    {"cidr", "cidr"},
    {"bit", "bit"},
    {"varbit", "varbit"},
    {"xml", "xml"},
    {"oid", "oid"},
    {"macaddr", "macaddr"},
    {"money", "money"},
    {"tsvector", "tsvector"},
    {"tsquery", "tsquery"},
    {"name", "name"},
    {"point", "point"},
    {"int4range", "int4range"},
    {"int8range", "int8range"},
    {"numrange", "numrange"},
    {"tsrange", "tsrange"},
    {"tstzrange", "tstzrange"},
    {"daterange", "daterange"},
});

constexpr auto serial_types =
    std::to_array<std::string_view>({"serial", "bigserial", "smallserial", "serial2", "serial4", "serial8"});

/// interval's first modifier says which fields it has; 32767 = all.
void add_modifiers(const SyntaxNode& node, TypeName& type) {
    for (const SyntaxNode& item : node.list("typmods")) {
        if (item.is("A_Const")) type.modifiers.push_back(item.child("ival").number("ival"));
    }
    const bool all_fields = type.name == "interval" && !type.modifiers.empty() && type.modifiers[0] == 32767;
    if (all_fields) type.modifiers.erase(type.modifiers.begin());
}

}  // namespace

bool TypeName::is_serial() const {
    return schema.empty() && std::ranges::count(serial_types, name) > 0;
}

bool TypeName::is_builtin() const {
    return schema.empty() &&
           std::ranges::any_of(written_types, [&](const auto& t) { return t.first == name; });
}

std::string TypeName::text() const {
    const auto* known = std::ranges::find_if(written_types, [&](const auto& t) { return t.first == name; });
    std::string words = known != written_types.end() && schema.empty()
                            ? std::string(known->second)
                            : (schema.empty() ? quote_identifier(name) : quote_qualified(schema, name));
    if (!modifiers.empty()) words += fmt::format("({})", fmt::join(modifiers, ","));
    return words + (is_array ? "[]" : "");
}

TypeName type_of(const SyntaxNode& node) {
    TypeName type;
    std::vector<std::string> parts = node.strings("names");
    if (parts.empty()) return type;
    type.name = parts.back();
    if (parts.size() > 1 && parts[parts.size() - 2] != "pg_catalog") type.schema = parts[parts.size() - 2];
    type.is_array = node.has("arrayBounds");
    type.offset = node.offset();
    add_modifiers(node, type);
    return type;
}

TypeName type_named(std::string_view printed) {
    const SqlTree tree = parse_sql_tree(fmt::format("SELECT NULL::{}", printed));
    const std::vector<SyntaxNode> casts = first_statement(tree.json).all("TypeCast");
    return casts.empty() ? TypeName{} : type_of(casts.front().child("typeName"));
}

}  // namespace migrate

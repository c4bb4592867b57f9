#include "checks/style/checks.hpp"
#include "checks/style/defined_column.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

bool is_key(const ColumnDefinition& column) {
    return column.find(Constraint::Kind::primary_key) != nullptr || column.type.is_serial();
}

bool is_small(const TypeName& type) {
    return type.name == "int4" || type.name == "int2" || type.name == "serial" || type.name == "serial4" ||
           type.name == "smallserial" || type.name == "serial2";
}

void look_for_small_key(const StatementContext& at, Sightings& seen) {
    for (const DefinedColumn& defined : columns_defined_by(at)) {
        const ColumnDefinition& column = defined.column;
        const TypeName& type = column.type;
        if (!(is_key(column) && is_small(type))) continue;
        seen.push_back({.offset = defined.offset,
                        .subject = defined.table.name + "." + column.name,
                        .message = fmt::format("the key {} is {}: it ends at two thousand million, or sooner",
                                               column.name, type.text()),
                        .fix = ""});
    }
}

}  // namespace

constinit const StatementRule style_small_key{
    .id = "style.small_key",
    .summary = "a key is smaller than bigint",
    .severity = Severity::info,
    .harm = StatementRule::Harm::changes,
    .why =
        "A key that has run out stops all inserts, and changing its type writes the table anew under an exclusive lock.",
    .fix = "bigint.",
    .look = look_for_small_key,
    .by_request = true};

}  // namespace migrate

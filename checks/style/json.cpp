#include "checks/style/checks.hpp"
#include "checks/style/defined_column.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_json(const StatementContext& at, Sightings& seen) {
    for (const DefinedColumn& defined : columns_defined_by(at)) {
        const ColumnDefinition& column = defined.column;
        const TypeName& type = column.type;
        if (!(type.schema.empty() && type.name == "json")) continue;
        seen.push_back({.offset = defined.offset,
                        .subject = defined.table.name + "." + column.name,
                        .message = fmt::format("{} is {}: it cannot be compared, so DISTINCT and UNION fail",
                                               column.name, type.text()),
                        .fix = ""});
    }
}

}  // namespace

constinit const StatementRule style_json{
    .id = "style.json",
    .summary = "a column keeps json as text",
    .severity = Severity::info,
    .harm = StatementRule::Harm::changes,
    .why = "json has no equality and is parsed at each use; jsonb has both, and indexes.",
    .fix = "jsonb, unless the text itself must be kept, with its spaces and the order of its keys.",
    .look = look_for_json,
    .by_request = true};

}  // namespace migrate

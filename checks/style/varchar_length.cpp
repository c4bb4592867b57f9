#include "checks/style/checks.hpp"
#include "checks/style/defined_column.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_varchar_length(const StatementContext& at, Sightings& seen) {
    for (const DefinedColumn& defined : columns_defined_by(at)) {
        const ColumnDefinition& column = defined.column;
        const TypeName& type = column.type;
        if (!(type.schema.empty() && (type.name == "varchar" || type.name == "bpchar") &&
              !type.modifiers.empty()))
            continue;
        seen.push_back({.offset = defined.offset,
                        .subject = defined.table.name + "." + column.name,
                        .message = fmt::format("{} is {}: a limit in the type is hard to change", column.name,
                                               type.text()),
                        .fix = ""});
    }
}

}  // namespace

constinit const StatementRule style_varchar_length{
    .id = "style.varchar_length",
    .summary = "a text column has its limit in its type",
    .severity = Severity::info,
    .harm = StatementRule::Harm::changes,
    .why =
        "A shorter limit tests every row, char pads with spaces, and text is as fast. A CHECK can be added and changed NOT VALID.",
    .fix = "text, with a CHECK where a limit is meant.",
    .look = look_for_varchar_length,
    .by_request = true};

}  // namespace migrate

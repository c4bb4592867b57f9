#include "checks/style/checks.hpp"
#include "checks/style/defined_column.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_timestamp_without_zone(const StatementContext& at, Sightings& seen) {
    for (const DefinedColumn& defined : columns_defined_by(at)) {
        const ColumnDefinition& column = defined.column;
        const TypeName& type = column.type;
        if (!(type.schema.empty() && type.name == "timestamp")) continue;
        seen.push_back({.offset = defined.offset,
                        .subject = defined.table.name + "." + column.name,
                        .message = fmt::format("{} is {}: it drops the time zone of what it is given",
                                               column.name, type.text()),
                        .fix = ""});
    }
}

}  // namespace

constinit const StatementRule style_timestamp_without_zone{
    .id = "style.timestamp_without_zone",
    .summary = "a time is kept without its zone",
    .severity = Severity::info,
    .harm = StatementRule::Harm::changes,
    .why =
        "timestamp keeps what the clock showed, not when it was: sessions with different time zones read different moments from it.",
    .fix = "timestamptz.",
    .look = look_for_timestamp_without_zone,
    .by_request = true};

}  // namespace migrate

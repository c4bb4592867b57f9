#include "cli/gather_drift.hpp"

#include "cli/rehearsal/private_server.hpp"
#include "cli/rehearsal/rehearsal.hpp"
#include "src/base/words.hpp"
#include "src/postgres/read_history.hpp"
#include "src/postgres/read_schema.hpp"
#include "src/postgres/reprint_schema.hpp"
#include "src/revision/applied_revisions.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr auto drift_database = "drift";

/// Why no set of revisions says what this database should be; "" = one does.
std::string obstacle_to_drift(const RevisionGraph& graph, const History& history) {
    if (!history.version_table_exists)
        return "the database has no table alembic_version, so nothing says what it should be";
    const auto unknown = unknown_heads(graph, history);
    if (unknown.empty()) return "";
    return fmt::format("the database is at {}, which these files do not know", unknown.front().text());
}

/// What the database has is printed anew where the private server is of another major version.
SchemaSnapshot build_wanted(const RevisionGraph& graph, DriftReading& reading) {
    const PrivateServer server(reading.schema.major());
    server.create(drift_database);
    Rehearsal rehearsal(graph, server.address_of(drift_database));
    for (const RevisionId& id : reading.applied)
        if (const auto failure = rehearsal.up(id))
            throw Error(ExitCode::step_failed, fmt::format("in a private server {}", failure->message()));
    SchemaSnapshot wanted = read_schema(rehearsal.connection());
    if (wanted.major() != reading.schema.major())
        run_reprint_definitions(rehearsal.connection(), wanted, reading.schema);
    return wanted;
}

}  // namespace

DriftReading read_drift(Connection& connection, const RevisionGraph& graph) {
    const History history = read_history(connection);
    DriftReading reading{.absence = obstacle_to_drift(graph, history)};
    if (!reading.absence.empty()) return reading;
    reading.applied = graph.order(applied_revisions(graph, history));
    reading.schema = read_schema(connection);
    return reading;
}

void gather_drift(CommandContext& context, DriftReading reading, Facts& facts) try {
    if (!reading.absence.empty()) {
        facts.absence_of(Need::drift) = reading.absence;
        return;
    }
    SchemaSnapshot wanted = build_wanted(*facts.files, reading);
    facts.drift = DriftFacts{.wanted = std::move(wanted),
                             .actual = std::move(reading.schema),
                             .ignore = context.config().drift_ignore};
} catch (const Error& error) {
    facts.absence_of(Need::drift) = error.message();
}

}  // namespace migrate

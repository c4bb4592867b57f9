#include "cli/gather/gather_drift.hpp"

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

/// Why a revision failed; nothing = all are applied. They find the schemas of the search_path there, or make
/// them.
std::optional<Error> apply_all(const PrivateServer& server, const RevisionGraph& graph,
                               const DriftReading& reading, bool make_schemas) {
    server.drop(drift_database);
    server.create(drift_database);
    if (!reading.search_path.empty())
        server.set_search_path(drift_database, reading.search_path, make_schemas);
    Rehearsal rehearsal(graph, server.address_of(drift_database));
    for (const RevisionId& id : reading.applied)
        if (auto failure = rehearsal.up(id)) return failure;
    return std::nullopt;
}

/// What the database has is printed anew where the private server is of another major version.
SchemaSnapshot build_wanted(const RevisionGraph& graph, DriftReading& reading) {
    constexpr std::string_view duplicate_schema = "42P06";
    const PrivateServer server(reading.schema.major());
    auto failure = apply_all(server, graph, reading, true);
    if (failure && failure->sql().sqlstate == duplicate_schema)
        failure = apply_all(server, graph, reading, false);
    if (failure)
        throw Error(ExitCode::step_failed, fmt::format("in a private server {}", failure->message()));
    Connection connection = Connection::open(server.address_of(drift_database));
    SchemaSnapshot wanted = read_schema(connection);
    if (wanted.major() != reading.schema.major()) run_reprint_definitions(connection, wanted, reading.schema);
    return wanted;
}

}  // namespace

DriftReading read_drift(Connection& connection, const RevisionGraph& graph) {
    const History history = read_history(connection);
    DriftReading reading{.absence = obstacle_to_drift(graph, history)};
    if (!reading.absence.empty()) return reading;
    reading.applied = graph.order(applied_revisions(graph, history));
    reading.schema = read_schema(connection);
    reading.search_path = read_search_path(connection);
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

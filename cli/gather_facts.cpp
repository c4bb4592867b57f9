#include "cli/gather_facts.hpp"

#include "cli/gather_drift.hpp"
#include "cli/gather_round_trip.hpp"
#include "cli/gather_settings.hpp"
#include "src/base/error.hpp"
#include "src/companion/read_setting_facts.hpp"
#include "src/postgres/read_catalog_facts.hpp"
#include "src/postgres/read_status.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

bool wants_server(Needs wanted) {
    return std::ranges::any_of(database_needs, [&](Need need) { return wanted.contains(need); });
}

void note_absent_server(Facts& facts, const std::string& reason) {
    for (const Need need : database_needs) facts.absence_of(need) = reason;
}

void gather_files(CommandContext& context, Facts& facts) try {
    facts.files = context.read_any_graph();
} catch (const Error& error) {
    for (const Need need : {Need::files, Need::drift, Need::round_trip})
        facts.absence_of(need) = error.message();
}

/// A failure of one part is that part's; a lost server is everybody's.
template <typename Read>
void gather_part(Facts& facts, Need need, Read read) try {
    read();
} catch (const Error& error) {
    if (error.code() == ExitCode::unreachable) throw;
    facts.absence_of(need) = fmt::format("the server did not tell: {}", error.message());
}

void gather_history(Connection& connection, Facts& facts) {
    const RevisionGraph none;
    DatabaseStatus status = read_status(connection, facts.files ? *facts.files : none);
    facts.history = HistoryFacts{.history = std::move(status.history),
                                 .declared = std::move(status.indexes),
                                 .running = status.running ? status.running->text() : ""};
}

void gather_catalog(Connection& connection, Facts& facts) {
    facts.catalog = read_catalog_facts(connection);
}

bool wants_files(Needs wanted) {
    return std::ranges::any_of(file_needs, [&](Need need) { return wanted.contains(need); });
}

/// What takes seconds is gathered when somebody asks for it.
Needs without_slow(Needs wanted, Facts& facts) {
    for (const Need need : slow_needs) {
        if (!wanted.contains(need)) continue;
        wanted.remove(need);
        facts.absence_of(need) =
            "it starts a private PostgreSQL, which takes seconds: --deep runs it, and so does naming it";
    }
    return wanted;
}

std::optional<DriftReading> read_database(CommandContext& context, Needs wanted, Gathered& gathered) {
    Connection connection = context.open_connection(Purpose::look);
    gathered.server = describe_server(connection);
    Facts& facts = gathered.facts;
    if (wanted.contains(Need::history))
        gather_part(facts, Need::history, [&] { gather_history(connection, facts); });
    if (wanted.contains(Need::server))
        gather_part(facts, Need::server, [&] { facts.server = gather_server(context, connection); });
    if (wanted.contains(Need::catalog))
        gather_part(facts, Need::catalog, [&] { gather_catalog(connection, facts); });
    std::optional<DriftReading> drift;
    if (wanted.contains(Need::drift) && facts.files)
        gather_part(facts, Need::drift, [&] { drift = read_drift(connection, *facts.files); });
    return drift;
}

/// The private server runs when the connection has ended.
void gather_database(CommandContext& context, Needs wanted, Gathered& gathered) try {
    if (auto drift = read_database(context, wanted, gathered))
        gather_drift(context, std::move(*drift), gathered.facts);
} catch (const Error& error) {
    if (error.code() != ExitCode::unreachable) throw;
    note_absent_server(gathered.facts, "the server cannot be reached");
    gathered.failure = error;
}

}  // namespace

Gathered gather_facts(CommandContext& context, Needs wanted, const GatherOptions& options) {
    Gathered gathered;
    if (!options.slow) wanted = without_slow(wanted, gathered.facts);
    if (context.options().sandbox && wanted.contains(Need::drift)) {
        wanted.remove(Need::drift);
        gathered.facts.absence_of(Need::drift) = "--sandbox names no database that could differ";
    }
    gathered.facts.limits.unused_after = context.config().unused_after.value_or(CheckLimits{}.unused_after);
    if (wants_files(wanted)) gather_files(context, gathered.facts);
    if (wanted.contains(Need::round_trip)) gather_round_trip(context, options.jobs, gathered.facts);
    if (wanted.contains(Need::settings)) {
        gathered.facts.settings = gather_settings(context, true);
        if (!gathered.facts.settings) gathered.facts.absence_of(Need::settings) = no_policy;
    }
    if (!wants_server(wanted)) return gathered;
    if (context.names_database())
        gather_database(context, wanted, gathered);
    else
        note_absent_server(gathered.facts,
                           "no database was named: --database-url, DATABASE_URL or migrate.toml do");
    return gathered;
}

}  // namespace migrate

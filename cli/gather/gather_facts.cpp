#include "cli/gather/gather_facts.hpp"

#include "cli/gather/gather_drift.hpp"
#include "cli/gather/gather_round_trip.hpp"
#include "cli/gather/gather_settings.hpp"
#include "cli/gather/gather_statements.hpp"
#include "cli/gather/read_merge_sides.hpp"
#include "src/base/error.hpp"
#include "src/companion/read_setting_facts.hpp"
#include "src/postgres/read_catalog_facts.hpp"
#include "src/postgres/read_status.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <unistd.h>

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

/// A timeout that is far too short is itself a finding, and would hide it on a crowded machine.
template <typename Read>
void read_despite_timeout(Read read) {
    constexpr int most_reads = 5;
    constexpr auto query_canceled = "57014";
    for (int reads = 1;; ++reads) {
        try {
            return read();
        } catch (const Error& error) {
            if (error.sql().sqlstate != query_canceled || reads == most_reads) throw;
        }
    }
}

/// A failure of one part is that part's; a lost server is everybody's.
template <typename Read>
void gather_part(Facts& facts, Need need, Read read) try {
    read_despite_timeout(read);
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

RequiredFile read_required_file(const std::filesystem::path& path) {
    if (access(path.c_str(), R_OK) == 0) return {.path = path.string(), .problem = ""};
    return {.path = path.string(), .problem = errno == ENOENT ? "is not there" : std::strerror(errno)};
}

void gather_config(CommandContext& context, Facts& facts) {
    const Config& config = context.config();
    facts.limits.small_table_bytes = config.small_table_bytes.value_or(facts.limits.small_table_bytes);
    facts.limits.unused_after = config.unused_after.value_or(facts.limits.unused_after);
    for (const std::filesystem::path& path : config.required_files)
        facts.required_files.push_back(read_required_file(path));
}

void gather_server_facts(CommandContext& context, Needs wanted, Gathered& gathered) {
    if (context.names_database())
        gather_database(context, wanted, gathered);
    else
        note_absent_server(gathered.facts,
                           "no database was named: --database-url, DATABASE_URL or migrate.toml do");
}

void gather_merge(CommandContext& context, const std::string& against, Facts& facts) {
    if (against.empty())
        facts.absence_of(Need::merge) = "no other side was named: --against does";
    else
        facts.merge = find_merge_facts(read_merge_sides(context.revision_dir(), against));
}

bool wants_files(Needs wanted, const GatherOptions& options) {
    const bool own_statements = wanted.contains(Need::statements) && options.sql_files.empty();
    return own_statements ||
           std::ranges::any_of(file_needs, [&](Need need) { return wanted.contains(need); });
}

/// What is gathered of what is wanted: the others say why not.
Needs gathered_needs(const CommandContext& context, Needs wanted, const GatherOptions& options,
                     Facts& facts) {
    if (!options.slow) wanted = without_slow(wanted, facts);
    if (!context.options().sandbox || !wanted.contains(Need::drift)) return wanted;
    wanted.remove(Need::drift);
    facts.absence_of(Need::drift) = "--sandbox names no database that could differ";
    return wanted;
}

}  // namespace

Gathered gather_facts(CommandContext& context, Needs wanted, const GatherOptions& options) {
    Gathered gathered;
    gather_config(context, gathered.facts);
    if (!options.against.empty()) wanted.add(Need::merge);  // it says which statements are new
    wanted = gathered_needs(context, wanted, options, gathered.facts);
    if (wants_files(wanted, options)) gather_files(context, gathered.facts);
    if (wanted.contains(Need::merge)) gather_merge(context, options.against, gathered.facts);
    if (wanted.contains(Need::round_trip)) gather_round_trip(context, options.jobs, gathered.facts);
    if (wanted.contains(Need::settings)) {
        gathered.facts.settings = gather_settings(context, true);
        if (!gathered.facts.settings) gathered.facts.absence_of(Need::settings) = no_policy;
    }
    if (wants_server(wanted)) gather_server_facts(context, wanted, gathered);
    if (wanted.contains(Need::statements)) gather_statements(options.sql_files, gathered.facts);
    return gathered;
}

}  // namespace migrate

#include "cli/gather_facts.hpp"

#include "cli/gather_settings.hpp"
#include "src/base/error.hpp"
#include "src/companion/read_setting_facts.hpp"
#include "src/files/read_file.hpp"
#include "src/postgres/read_catalog_facts.hpp"
#include "src/postgres/read_status.hpp"
#include "src/revision/applied_revisions.hpp"

#include <algorithm>
#include <set>

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
    facts.absence_of(Need::files) = error.message();
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

void gather_database(CommandContext& context, Needs wanted, Gathered& gathered) try {
    Connection connection = context.open_connection(Purpose::look);
    gathered.server = describe_server(connection);
    Facts& facts = gathered.facts;
    if (wanted.contains(Need::history))
        gather_part(facts, Need::history, [&] { gather_history(connection, facts); });
    if (wanted.contains(Need::server))
        gather_part(facts, Need::server, [&] { facts.server = gather_server(context, connection); });
    if (wanted.contains(Need::catalog))
        gather_part(facts, Need::catalog, [&] { gather_catalog(connection, facts); });
} catch (const Error& error) {
    if (error.code() != ExitCode::unreachable) throw;
    note_absent_server(gathered.facts, "the server cannot be reached");
    gathered.failure = error;
}

void gather_server_facts(CommandContext& context, Needs wanted, Gathered& gathered) {
    if (context.names_database())
        gather_database(context, wanted, gathered);
    else
        note_absent_server(gathered.facts,
                           "no database was named: --database-url, DATABASE_URL or migrate.toml do");
}

/// Which tables the database has: what is made "if not exists" may be there.
Timeline::Exists existing_tables(const Facts& facts) {
    std::set<std::string> names;
    if (facts.catalog) {
        for (const CatalogTable& table : facts.catalog->tables) names.insert(table.name);
    }
    return [names = std::move(names)](const RelationName& relation) { return names.contains(relation.name); };
}

std::vector<PlainSql> read_sql_files(const std::vector<std::string>& names) {
    std::vector<PlainSql> files;
    for (const std::string& name : names) {
        FileText file = read_file(name);
        if (!file.error.empty())
            throw Error(ExitCode::usage, fmt::format("{} cannot be read: {}", name, file.error),
                        "Name files of SQL after --sql-file.");
        files.push_back({name, std::move(file.text)});
    }
    return files;
}

void gather_statements(const std::vector<std::string>& sql_files, Facts& facts) {
    const Timeline::Exists exists = existing_tables(facts);
    if (!sql_files.empty()) {
        facts.statements = find_statement_facts(read_sql_files(sql_files), exists);
    } else if (facts.files) {
        std::optional<RevisionSet> applied;
        if (facts.history) applied = applied_revisions(*facts.files, facts.history->history);
        facts.statements = find_statement_facts(*facts.files, applied, exists);
    } else {
        facts.absence_of(Need::statements) = facts.absence_of(Need::files);
    }
}

}  // namespace

Gathered gather_facts(CommandContext& context, Needs wanted, const std::vector<std::string>& sql_files) {
    Gathered gathered;
    gathered.facts.limits.small_table_bytes =
        context.config().small_table_bytes.value_or(CheckLimits{}.small_table_bytes);
    gathered.facts.limits.unused_after = context.config().unused_after.value_or(CheckLimits{}.unused_after);
    const bool wants_files = wanted.contains(Need::files) || wanted.contains(Need::history) ||
                             (wanted.contains(Need::statements) && sql_files.empty());
    if (wants_files) gather_files(context, gathered.facts);
    if (wanted.contains(Need::settings)) {
        gathered.facts.settings = gather_settings(context, true);
        if (!gathered.facts.settings) gathered.facts.absence_of(Need::settings) = no_policy;
    }
    if (wants_server(wanted)) gather_server_facts(context, wanted, gathered);
    if (wanted.contains(Need::statements)) gather_statements(sql_files, gathered.facts);
    return gathered;
}
}  // namespace migrate

#include "cli/gather/gather_statements.hpp"

#include "src/base/error.hpp"
#include "src/files/read_file.hpp"
#include "src/revision/applied_revisions.hpp"

#include <set>

#include <fmt/format.h>

namespace migrate {

namespace {

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

/// Those that are not going to run: the database has them, or the other side of a merge, which was judged
/// then.
std::optional<RevisionSet> known_revisions(const Facts& facts) {
    std::optional<RevisionSet> known;
    if (facts.history) known = applied_revisions(*facts.files, facts.history->history);
    if (!facts.merge) return known;
    if (!known) known.emplace();
    for (const Revision& revision : facts.merge->other.revisions()) known->insert(revision.id);
    return known;
}

}  // namespace

void gather_statements(const std::vector<std::string>& sql_files, Facts& facts) {
    const Timeline::Exists exists = existing_tables(facts);
    if (!sql_files.empty()) {
        facts.statements = find_statement_facts(read_sql_files(sql_files), exists);
    } else if (facts.files) {
        facts.statements = find_statement_facts(*facts.files, known_revisions(facts), exists);
    } else {
        facts.absence_of(Need::statements) = facts.absence_of(Need::files);
    }
}

}  // namespace migrate

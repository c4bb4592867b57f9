#include "src/postgres/read_stored_revisions.hpp"

#include "src/postgres/queries/history_sql.hpp"
#include "src/postgres/query.hpp"

#include <set>

#include <fmt/format.h>

namespace migrate {

namespace {

/// TOML is stored whole. Of SQL the way back is; an up part is written for it that is never run.
RevisionSource source_of(const RevisionId& id, const pqxx::row& row) {
    const std::string text = row["down_text"].c_str();
    const bool is_toml = text.find("[[create_index]]") != std::string::npos ||
                         text.find("[[drop_index]]") != std::string::npos;
    if (is_toml) return {.file = fmt::format("journal/{}.toml", id.text()), .text = text, .error = ""};
    return {
        .file = fmt::format("journal/{}.sql", id.text()),
        .text = fmt::format(
            "-- revision: {}\n-- parents: {}\n-- message: {}\n-- migrate: up\nSELECT;\n-- migrate: down\n{}",
            id.text(), row["parents"].c_str(), row["message"].c_str(), text),
        .error = ""};
}

}  // namespace

std::vector<ParsedRevision> read_stored_revisions(Connection& connection, std::vector<RevisionId> heads,
                                                  const std::function<bool(const RevisionId&)>& known) {
    std::vector<ParsedRevision> stored;
    std::set<RevisionId> seen;
    while (!heads.empty()) {
        const RevisionId id = heads.back();
        heads.pop_back();
        if (known(id) || !seen.insert(id).second) continue;
        const auto rows = query(connection, history_sql::read_down_text, id.text());
        if (rows.empty() || rows[0]["down_text"].size() == 0) continue;
        stored.push_back(parse_revision(source_of(id, rows[0])));
        if (!stored.back().revision) continue;
        const auto& parents = stored.back().revision->parents;
        heads.insert(heads.end(), parents.begin(), parents.end());
    }
    return stored;
}

}  // namespace migrate

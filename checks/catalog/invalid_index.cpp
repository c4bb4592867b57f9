#include "checks/catalog/checks.hpp"
#include "checks/catalog/declared.hpp"
#include "src/base/words.hpp"
#include "src/index/reindex_origin.hpp"
#include "src/revision/applied_revisions.hpp"

#include <algorithm>

namespace migrate {

namespace {

/// catalog.declared_invalid tells of those.
bool is_declared_and_applied(const Facts& facts, const CatalogIndex& index) {
    const DeclaredIndex* declared = declaration_of(facts, index);
    if (declared == nullptr || !facts.files) return false;
    return applied_revisions(*facts.files, facts.history->history).contains(declared->revision);
}

/// A partitioned index is INVALID while one of its parts is missing or INVALID; then the part is told.
bool has_invalid_part(const TableIndex& index, const std::vector<TableIndex>& all) {
    return std::ranges::any_of(
        all, [&](const TableIndex& part) { return part.attached_to == index.oid && !part.usable(); });
}

std::string effect_of(const TableIndex& index) {
    if (index.partitioned) return "a partition lacks its part, so that queries cannot count on it";
    if (!index.live) return "an interrupted DROP INDEX CONCURRENTLY left it";
    if (!index.ready) return "no query can use it";
    if (index.key.unique) return "urgent: no query can use it, and it goes on refusing rows";
    return "no query can use it, and every write pays for it";
}

std::string remedy_of(const Facts& facts, const TableIndex& index) {
    if (declaration_of(facts, index) != nullptr) return "`migrate up` removes it and builds it again.";
    if (index.partitioned)
        return fmt::format(
            "Build the index of each partition that lacks it CONCURRENTLY, then ALTER INDEX {} ATTACH PARTITION each.",
            qualified(index));
    if (index.attached_to != 0)
        return fmt::format(
            "REINDEX INDEX CONCURRENTLY {}; then attach it to its partitioned index once more (ALTER INDEX … ATTACH PARTITION).",
            qualified(index));
    if (index.is_bound()) return fmt::format("REINDEX INDEX CONCURRENTLY {}.", qualified(index));
    return fmt::format("If it is wanted: REINDEX INDEX CONCURRENTLY {0}; else: DROP INDEX CONCURRENTLY {0}.",
                       qualified(index));
}

Outcome find_invalid_index(const Facts& facts) {
    const std::vector<TableIndex>& all = facts.catalog->indexes;
    std::vector<Observation> seen;
    for (const TableIndex& index : all) {
        if (index.usable() || index.builder || is_declared_and_applied(facts, index)) continue;
        if (find_reindex_origin(index, all) != nullptr || has_invalid_part(index, all)) continue;
        seen.push_back({.subject = index.name,
                        .message = fmt::format("index {} on {} is INVALID: {} ({})", index.name, index.table,
                                               effect_of(index), bytes_text(index.size_bytes)),
                        .fix = remedy_of(facts, index)});
    }
    return seen;
}

}  // namespace

constinit const Check catalog_invalid_index{
    .id = "catalog.invalid_index",
    .summary = "an index is INVALID, and nobody is building it",
    .severity = Severity::error,
    .needs = {Need::catalog},
    .uses = {Need::files, Need::history},
    .why =
        "A build or a drop CONCURRENTLY that fails or is cancelled leaves an index that no query can use. Once it takes "
        "part in writes it costs every one of them, and a unique one refuses rows although it counts as broken. See "
        "https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY.",
    .fix = "REINDEX INDEX CONCURRENTLY, or DROP INDEX CONCURRENTLY where nobody wants it.",
    .find = find_invalid_index};

}  // namespace migrate

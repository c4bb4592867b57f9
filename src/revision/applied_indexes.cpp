#include "src/revision/applied_indexes.hpp"

#include "src/revision/applied_revisions.hpp"

#include <algorithm>

namespace migrate {

namespace {

FilePosition position_of(const Revision& revision, const IndexSpec& spec) {
    const auto declares = [&](const IndexChange& change) {
        return change.kind == IndexChange::Kind::create && change.spec.name == spec.name &&
               change.spec.table == spec.table &&
               (change.spec.schema.empty() || change.spec.schema == spec.schema);
    };
    const auto found = std::ranges::find_if(revision.indexes, declares);
    return {revision.file, found == revision.indexes.end() ? revision.id_line : found->line, 0};
}

bool is(const std::optional<CatalogIndex>& known, const CatalogIndex& index) {
    return known && known->schema == index.schema && known->name == index.name;
}

bool does_its_work(const IndexFacts& facts, const CatalogIndex& index) {
    return !facts.same_name && std::ranges::any_of(facts.equivalents, [&](const CatalogIndex& other) {
        return is(other, index);
    });
}

}  // namespace

std::vector<AppliedIndex> find_applied_indexes(const RevisionGraph& graph, const HistoryFacts& facts,
                                               IndexState state) {
    const RevisionSet applied = applied_revisions(graph, facts.history);
    std::vector<AppliedIndex> found;
    for (const DeclaredIndex& declared : facts.declared) {
        if (declared.state != state || !applied.contains(declared.revision) || is_accepted(declared.facts))
            continue;
        found.push_back({&declared, position_of(graph.at(declared.revision), declared.facts.spec)});
    }
    return found;
}

const DeclaredIndex* find_declaration(const HistoryFacts& facts, const CatalogIndex& index) {
    const auto found = std::ranges::find_if(facts.declared, [&](const DeclaredIndex& declared) {
        return is(declared.facts.same_name, index) || is(declared.facts.leftover, index) ||
               does_its_work(declared.facts, index);
    });
    return found == facts.declared.end() ? nullptr : &*found;
}

}  // namespace migrate

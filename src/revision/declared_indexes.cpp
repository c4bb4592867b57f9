#include "src/revision/declared_indexes.hpp"

#include <algorithm>

namespace migrate {

namespace {

bool same_name(const IndexSpec& a, const IndexSpec& b) {
    return a.schema == b.schema && a.name == b.name;
}

}  // namespace

std::vector<DeclaredSpec> declared_indexes(const RevisionGraph& graph, const RevisionSet& members) {
    std::vector<DeclaredSpec> declared;
    for (const RevisionId& id : graph.order(members)) {
        for (const IndexChange& change : graph.at(id).indexes) {
            std::erase_if(declared,
                          [&](const DeclaredSpec& one) { return same_name(*one.spec, change.spec); });
            if (change.kind == IndexChange::Kind::create)
                declared.push_back({.spec = &change.spec, .revision = id});
        }
    }
    return declared;
}

}  // namespace migrate

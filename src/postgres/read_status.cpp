#include "src/postgres/read_status.hpp"

#include "src/postgres/read_history.hpp"
#include "src/postgres/read_index_facts.hpp"
#include "src/revision/declared_indexes.hpp"

namespace migrate {

DatabaseStatus read_status(Connection& connection, const RevisionGraph& graph) {
    DatabaseStatus status{.history = read_history(connection), .running = read_lock_holder(connection)};
    RevisionSet all;
    for (const Revision& revision : graph.revisions()) all.insert(revision.id);
    const std::vector<DeclaredSpec> declared = declared_indexes(graph, all);
    std::vector<IndexSpec> specs;
    for (const DeclaredSpec& one : declared) specs.push_back(*one.spec);
    auto facts = read_index_facts(connection, specs);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        DeclaredIndex index{
            .state = find_state(facts[i]), .ours = is_ours(facts[i]), .revision = declared[i].revision};
        index.facts = std::move(facts[i]);
        status.indexes.push_back(std::move(index));
    }
    return status;
}

}  // namespace migrate

#include "src/revision/revision_graph.hpp"

#include "src/revision/graph_content.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <utility>

namespace migrate {
namespace {

using Edges = GraphContent::Edges;
using Neighbours = std::vector<Node> Edges::*;

/// All that can be reached over edges of these kinds, with the nodes themselves.
std::vector<bool> reach(const GraphContent& graph, std::vector<Node> open,
                        std::initializer_list<Neighbours> kinds) {
    std::vector<bool> seen(graph.revisions.size(), false);
    for (const Node node : open) seen[node] = true;
    while (!open.empty()) {
        const Node node = open.back();
        open.pop_back();
        for (const Neighbours kind : kinds) {
            for (const Node next : graph.edges[node].*kind) {
                if (!seen[next]) open.push_back(next);
                seen[next] = true;
            }
        }
    }
    return seen;
}

template <typename Ids>
std::vector<Node> nodes_of(const GraphContent& graph, const Ids& ids) {
    std::vector<Node> nodes;
    for (const RevisionId& id : ids) {
        const auto found = graph.nodes.find(id.text());
        if (found != graph.nodes.end()) nodes.push_back(found->second);
    }
    return nodes;
}

std::vector<RevisionId> ids_of(const GraphContent& graph, const std::vector<Node>& nodes) {
    std::vector<RevisionId> ids;
    ids.reserve(nodes.size());
    for (const Node node : nodes) ids.push_back(graph.revision(node).id);
    return ids;
}

RevisionSet set_of(const GraphContent& graph, const std::vector<bool>& members) {
    std::vector<RevisionId> ids;
    for (Node node = 0; node < members.size(); ++node) {
        if (members[node]) ids.push_back(graph.revision(node).id);
    }
    std::ranges::sort(ids);
    return {ids.begin(), ids.end()};
}

std::vector<RevisionId> ids_without(const GraphContent& graph, Neighbours kind) {
    std::vector<RevisionId> ids;
    for (Node node = 0; node < graph.edges.size(); ++node) {
        if ((graph.edges[node].*kind).empty()) ids.push_back(graph.revision(node).id);
    }
    std::ranges::sort(ids);
    return ids;
}

}  // namespace

RevisionGraph::RevisionGraph() : content_(std::make_shared<const GraphContent>()) {}
RevisionGraph::RevisionGraph(std::shared_ptr<const GraphContent> content) : content_(std::move(content)) {}

RevisionGraph RevisionGraph::build(std::vector<ParsedRevision> files) {
    GraphContent content = link_revisions(std::move(files));
    find_graph_problems(content);
    return RevisionGraph(std::make_shared<const GraphContent>(std::move(content)));
}

const std::vector<RevisionProblem>& RevisionGraph::problems() const {
    return content_->problems;
}

std::vector<RevisionProblem> RevisionGraph::fatal_problems() const {
    std::vector<RevisionProblem> fatal;
    std::ranges::copy_if(content_->problems, std::back_inserter(fatal), [](const RevisionProblem& problem) {
        return problem.kind != ProblemKind::two_heads;
    });
    return fatal;
}

bool RevisionGraph::contains(const RevisionId& id) const {
    return content_->nodes.contains(id.text());
}

const Revision& RevisionGraph::at(const RevisionId& id) const {
    return content_->revision(content_->nodes.at(id.text()));
}

std::span<const Revision> RevisionGraph::revisions() const {
    return content_->revisions;
}

std::vector<RevisionId> RevisionGraph::heads() const {
    return ids_without(*content_, &Edges::children);
}
std::vector<RevisionId> RevisionGraph::roots() const {
    return ids_without(*content_, &Edges::parents);
}

std::vector<RevisionId> RevisionGraph::parents(const RevisionId& id) const {
    return ids_of(*content_, content_->edges[content_->nodes.at(id.text())].parents);
}
std::vector<RevisionId> RevisionGraph::children(const RevisionId& id) const {
    return ids_of(*content_, content_->edges[content_->nodes.at(id.text())].children);
}
std::vector<RevisionId> RevisionGraph::depends_on(const RevisionId& id) const {
    return ids_of(*content_, content_->edges[content_->nodes.at(id.text())].dependencies);
}
std::vector<RevisionId> RevisionGraph::dependents(const RevisionId& id) const {
    return ids_of(*content_, content_->edges[content_->nodes.at(id.text())].dependents);
}

bool RevisionGraph::is_branch_point(const RevisionId& id) const {
    return content_->edges[content_->nodes.at(id.text())].children.size() > 1;
}

RevisionSet RevisionGraph::ancestors(const RevisionSet& of) const {
    return set_of(*content_,
                  reach(*content_, nodes_of(*content_, of), {&Edges::parents, &Edges::dependencies}));
}

RevisionSet RevisionGraph::descendants(const RevisionSet& of) const {
    return set_of(*content_,
                  reach(*content_, nodes_of(*content_, of), {&Edges::children, &Edges::dependents}));
}

std::vector<RevisionId> RevisionGraph::heads_of(const RevisionSet& applied) const {
    const std::vector<Node> members = nodes_of(*content_, applied);
    std::vector<Node> below;
    for (const Node node : members) {
        std::ranges::copy(content_->edges[node].parents, std::back_inserter(below));
        std::ranges::copy(content_->edges[node].dependencies, std::back_inserter(below));
    }
    const std::vector<bool> covered =
        reach(*content_, std::move(below), {&Edges::parents, &Edges::dependencies});
    std::vector<RevisionId> heads;
    for (const Node node : members) {
        if (!covered[node]) heads.push_back(content_->revision(node).id);
    }
    return heads;
}

std::vector<RevisionId> RevisionGraph::order(const RevisionSet& members) const {
    std::vector<Node> nodes = nodes_of(*content_, members);
    std::ranges::sort(nodes, {}, [&](Node node) { return content_->positions[node]; });
    return ids_of(*content_, nodes);
}

std::optional<RevisionId> RevisionGraph::labelled(std::string_view label) const {
    const auto found = content_->labels.find(label);
    if (found == content_->labels.end()) return std::nullopt;
    return content_->revision(found->second).id;
}

std::vector<std::string> RevisionGraph::labels() const {
    std::vector<std::string> names;
    for (const auto& [label, node] : content_->labels) names.push_back(label);
    return names;
}

std::optional<RevisionSet> RevisionGraph::branch(std::string_view label) const {
    const auto found = content_->labels.find(label);
    if (found == content_->labels.end()) return std::nullopt;
    std::vector<bool> members = reach(*content_, {found->second}, {&Edges::children});
    for (Node node = found->second; content_->edges[node].parents.size() == 1;) {
        node = content_->edges[node].parents.front();
        if (members[node] || content_->edges[node].children.size() > 1) break;
        members[node] = true;
    }
    return set_of(*content_, members);
}

RevisionSet RevisionGraph::lineage(const RevisionId& id) const {
    const std::vector<Node> start = nodes_of(*content_, std::vector<RevisionId>{id});
    std::vector<bool> members = reach(*content_, start, {&Edges::parents});
    const std::vector<bool> later = reach(*content_, start, {&Edges::children});
    for (Node node = 0; node < members.size(); ++node) members[node] = members[node] || later[node];
    return set_of(*content_, members);
}

}  // namespace migrate

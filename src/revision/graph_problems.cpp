#include "src/base/sql_text.hpp"
#include "src/base/words.hpp"
#include "src/revision/graph_content.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <tuple>

#include <fmt/format.h>

namespace migrate {
namespace {

FilePosition place_of_parents(const Revision& revision) {
    return {revision.file, revision.parents_line, 0};
}

/// Each node after the acyclic part has a predecessor there, so walking back from any of them ends in a
/// cycle.
class CycleFinder {
  public:
    explicit CycleFinder(const GraphContent& graph) : graph_(graph), walk_of_(graph.revisions.size(), 0) {}

    std::vector<std::vector<Node>> find() {
        std::vector<std::vector<Node>> cycles;
        for (std::size_t i = graph_.acyclic; i < graph_.order.size(); ++i) {
            std::vector<Node> path;
            ++walk_;
            Node node = graph_.order[i];
            for (; walk_of_[node] == 0; node = predecessor(node)) {
                walk_of_[node] = walk_;
                path.push_back(node);
            }
            if (walk_of_[node] == walk_) cycles.push_back(cycle_at_end(path, node));
        }
        return cycles;
    }

  private:
    Node predecessor(Node node) const {
        const auto is_left = [&](Node other) { return graph_.positions[other] >= graph_.acyclic; };
        const GraphContent::Edges& edges = graph_.edges[node];
        const auto parent = std::ranges::find_if(edges.parents, is_left);
        return parent != edges.parents.end() ? *parent : *std::ranges::find_if(edges.dependencies, is_left);
    }

    /// Parents before children, beginning with the smallest id.
    std::vector<Node> cycle_at_end(const std::vector<Node>& path, Node first) const {
        std::vector<Node> cycle(std::ranges::find(path, first), path.end());
        std::ranges::reverse(cycle);
        const auto smallest = std::ranges::min_element(cycle, {}, [&](Node n) { return graph_.id(n); });
        std::rotate(cycle.begin(), smallest, cycle.end());
        return cycle;
    }

    const GraphContent& graph_;
    std::vector<std::size_t> walk_of_;  ///< the walk that visited a node, 0 = none
    std::size_t walk_ = 0;
};

void report_cycle(GraphContent& graph, const std::vector<Node>& cycle) {
    std::string path;
    for (const Node node : cycle) path += graph.id(node) + " -> ";
    path += graph.id(cycle.front());
    const Revision& first = graph.revision(cycle.front());
    const std::string message = cycle.size() == 1
                                    ? fmt::format("revision {} comes after itself", first.id.text())
                                    : fmt::format("revisions follow each other in a circle: {}", path);
    graph.problems.push_back(
        {ProblemKind::cycle, place_of_parents(first), message,
         fmt::format("Give one of them another parent: `migrate rebase {} --onto ID`.", first.id.text())});
}

/// An index that is created while it still stands, in the order in which revisions run.
void find_repeated_indexes(GraphContent& graph) {
    struct Creation {
        const Revision* revision;
        int line;
    };
    std::map<std::string, Creation> standing;
    for (const Node node : graph.order) {
        const Revision& revision = graph.revision(node);
        for (const IndexChange& change : revision.indexes) {
            const std::string name = quote_qualified(change.spec.schema, change.spec.name);
            if (change.spec.name.empty()) continue;
            if (change.kind == IndexChange::Kind::drop) {
                standing.erase(name);
                continue;
            }
            const auto [first, is_new] = standing.try_emplace(name, Creation{&revision, change.line});
            if (is_new) continue;
            const FilePosition place{first->second.revision->file, first->second.line, 0};
            graph.problems.push_back({ProblemKind::repeated_index_name,
                                      {revision.file, change.line, 0},
                                      fmt::format("index {} is also created in {}", name, place.text()),
                                      {}});
        }
    }
}

class HeadsProblem {
  public:
    explicit HeadsProblem(GraphContent& graph) : graph_(graph) {
        for (const Node node : graph.order) {
            if (graph.edges[node].children.empty()) heads_.push_back(node);
        }
        std::ranges::sort(heads_, {}, [&](Node node) { return graph.id(node); });
    }

    void report() {
        if (heads_.size() < 2) return;
        const Node main = main_head();
        const Node other = heads_.back() == main ? heads_[heads_.size() - 2] : heads_.back();
        const std::optional<Node> root = separate_root(main, other);
        const Node culprit = root.value_or(other);
        graph_.problems.push_back(
            {ProblemKind::two_heads,
             root ? place_of_parents(graph_.revision(*root)) : graph_.revision(other).place_of_id(),
             fmt::format("{} heads: {}", heads_.size(), named_heads()),
             root ? hint_for_root(culprit, main) : hint_for_fork(other, main)});
    }

  private:
    std::string named_heads() const {
        constexpr std::size_t most = 10;
        std::vector<std::string> names;
        for (const Node head : heads_) {
            if (names.size() == most) break;
            names.push_back(
                fmt::format("{} ({})", graph_.id(head), graph_.revision(head).place_of_id().text()));
        }
        if (heads_.size() > most) names.push_back(fmt::format("{} more", heads_.size() - most));
        return list_of(names);
    }

    /// The one with the longest way to it.
    Node main_head() const {
        std::vector<std::size_t> depths(graph_.revisions.size(), 0);
        for (const Node node : graph_.order) {
            for (const Node child : graph_.edges[node].children)
                depths[child] = std::max(depths[child], depths[node] + 1);
        }
        return *std::ranges::max_element(heads_, {}, [&](Node head) { return depths[head]; });
    }

    std::vector<bool> ancestors(Node head) const {
        std::vector<bool> seen(graph_.revisions.size(), false);
        std::vector<Node> open{head};
        for (seen[head] = true; !open.empty();) {
            const Node node = open.back();
            open.pop_back();
            for (const Node parent : graph_.edges[node].parents) {
                if (!seen[parent]) open.push_back(parent);
                seen[parent] = true;
            }
        }
        return seen;
    }

    /// The root under `other` when it shares no ancestor with `main`: most often a forgotten parent.
    std::optional<Node> separate_root(Node main, Node other) const {
        const std::vector<bool> of_main = ancestors(main);
        const std::vector<bool> of_other = ancestors(other);
        std::optional<Node> root;
        for (const Node node : graph_.order) {
            if (!of_other[node]) continue;
            if (of_main[node]) return std::nullopt;
            if (!root && graph_.edges[node].parents.empty()) root = node;
        }
        return root;
    }

    std::string hint_for_fork(Node other, Node main) const {
        return fmt::format(
            "Run `migrate rebase {1} --onto {0}` if {1} follows {0}, or join them with `migrate merge {0} {1}`.",
            graph_.id(main), graph_.id(other));
    }

    std::string hint_for_root(Node root, Node main) const {
        const Revision& revision = graph_.revision(root);
        const std::string& parent = graph_.id(main);
        const std::string words = revision.file.ends_with(".toml") ? fmt::format("parents = [\"{}\"]", parent)
                                                                   : fmt::format("-- parents: {}", parent);
        return fmt::format(
            "Revision {0} has no parent. If it follows {1}, run `migrate rebase {0} --onto {1}`, which writes `{2}` in {3}.",
            revision.id.text(), parent, words, revision.file);
    }

    GraphContent& graph_;
    std::vector<Node> heads_;
};

bool has_problem(const GraphContent& graph, ProblemKind kind) {
    return std::ranges::count(graph.problems, kind, &RevisionProblem::kind) > 0;
}

}  // namespace

void find_graph_problems(GraphContent& graph) {
    for (const std::vector<Node>& cycle : CycleFinder(graph).find()) report_cycle(graph, cycle);
    find_repeated_indexes(graph);
    // A broken chain makes heads of its own: saying so too would send the reader to the wrong place.
    const bool broken = has_problem(graph, ProblemKind::cycle) ||
                        has_problem(graph, ProblemKind::unknown_parent) ||
                        has_problem(graph, ProblemKind::repeated_id);
    if (!broken) HeadsProblem(graph).report();
    std::ranges::stable_sort(graph.problems, {}, [](const RevisionProblem& problem) {
        return std::tie(problem.position.file, problem.position.line);
    });
}

}  // namespace migrate

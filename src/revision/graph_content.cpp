#include "src/revision/graph_content.hpp"

#include "src/base/words.hpp"

#include <algorithm>
#include <numeric>
#include <queue>
#include <utility>

#include <fmt/format.h>

namespace migrate {
namespace {

class GraphLinker {
  public:
    explicit GraphLinker(std::vector<ParsedRevision> files) {
        graph_.revisions.reserve(files.size());
        graph_.nodes.reserve(files.size());
        for (ParsedRevision& file : files) add_file(std::move(file));
    }

    GraphContent link() && {
        add_labels();
        graph_.edges.resize(graph_.revisions.size());
        for (Node node = 0; node < graph_.revisions.size(); ++node) link_node(node);
        sort_nodes();
        return std::move(graph_);
    }

  private:
    void add_file(ParsedRevision file) {
        std::ranges::move(file.problems, std::back_inserter(graph_.problems));
        if (!file.revision) return;
        const auto [known, is_new] =
            graph_.nodes.try_emplace(file.revision->id.text(), graph_.revisions.size());
        if (is_new) {
            graph_.revisions.push_back(*std::move(file.revision));
            return;
        }
        const Revision& first = graph_.revisions[known->second];
        graph_.problems.push_back(
            {ProblemKind::repeated_id, file.revision->place_of_id(),
             fmt::format("revision id '{}' is also in {}", first.id.text(), first.place_of_id().text()),
             "Give the newer of the two files another id, and its children that id as parent."});
    }

    void add_labels() {
        for (Node node = 0; node < graph_.revisions.size(); ++node) {
            for (const std::string& label : graph_.revisions[node].labels) add_label(label, node);
        }
    }

    void add_label(const std::string& label, Node node) {
        const auto revision = graph_.nodes.find(label);
        const auto [known, is_new] = graph_.labels.try_emplace(label, node);
        if (is_new && revision == graph_.nodes.end()) return;
        const Node other = is_new ? revision->second : known->second;
        graph_.problems.push_back(
            {ProblemKind::repeated_label, graph_.revisions[node].place_of_id(),
             fmt::format("label '{}' is also {} {} in {}", label, is_new ? "the id of" : "a label of",
                         graph_.id(other), graph_.revisions[other].place_of_id().text()),
             "Rename one of the two labels."});
    }

    void link_node(Node node) {
        GraphContent::Edges& edges = graph_.edges[node];
        for (const RevisionId& parent : graph_.revisions[node].parents) {
            const auto found = graph_.nodes.find(parent.text());
            if (found == graph_.nodes.end()) {
                report_unknown(node, parent, "parent");
            } else if (add_edge(edges.parents, found->second)) {
                graph_.edges[found->second].children.push_back(node);
            }
        }
        for (const RevisionId& wanted : graph_.revisions[node].depends_on) {
            const auto found = graph_.nodes.find(wanted.text());
            const auto label = graph_.labels.find(wanted.text());
            if (found == graph_.nodes.end() && label == graph_.labels.end()) {
                report_unknown(node, wanted, "dependency");
                continue;
            }
            const Node dependency = found != graph_.nodes.end() ? found->second : label->second;
            const bool is_parent = std::ranges::count(edges.parents, dependency) > 0;
            if (is_parent || !add_edge(edges.dependencies, dependency)) continue;
            graph_.edges[dependency].dependents.push_back(node);
        }
    }

    static bool add_edge(std::vector<Node>& to, Node node) {
        const bool is_new = std::ranges::count(to, node) == 0;
        if (is_new) to.push_back(node);
        return is_new;
    }

    void report_unknown(Node node, const RevisionId& wanted, std::string_view what) {
        const Revision& revision = graph_.revisions[node];
        const std::string near = nearest_id(wanted.text());
        const std::string question = near.empty() ? "" : fmt::format("; did you mean '{}'?", near);
        graph_.problems.push_back(
            {ProblemKind::unknown_parent,
             {revision.file, revision.parents_line, 0},
             fmt::format("{} '{}' of revision {} is in no file{}", what, wanted.text(), revision.id.text(),
                         question),
             fmt::format("Bring in the file of {}, or run `migrate rebase {} --onto {}`.", wanted.text(),
                         revision.id.text(), near.empty() ? "ID" : near)});
    }

    /// Suggestions for the first few only: comparing every unknown id with every known one would not be
    /// linear.
    std::string nearest_id(const std::string& wanted) {
        constexpr int most_suggestions = 20;
        if (++suggestions_ > most_suggestions) return {};
        if (ids_.empty()) {
            for (const Revision& revision : graph_.revisions) ids_.push_back(revision.id.text());
        }
        return nearest_of(wanted, ids_);
    }

    /// Kahn's algorithm; of those that could come next the smallest id does.
    void sort_nodes() {
        const std::vector<std::size_t> ranks = rank_by_id();
        const auto is_later = [&](Node a, Node b) { return ranks[a] > ranks[b]; };
        std::priority_queue<Node, std::vector<Node>, decltype(is_later)> ready(is_later);
        std::vector<std::size_t> waiting_for(graph_.edges.size());
        for (Node node = 0; node < waiting_for.size(); ++node) {
            waiting_for[node] = graph_.edges[node].parents.size() + graph_.edges[node].dependencies.size();
            if (waiting_for[node] == 0) ready.push(node);
        }
        for (; !ready.empty();) {
            const Node node = ready.top();
            ready.pop();
            graph_.order.push_back(node);
            for (const auto* followers : {&graph_.edges[node].children, &graph_.edges[node].dependents}) {
                for (const Node follower : *followers) {
                    if (--waiting_for[follower] == 0) ready.push(follower);
                }
            }
        }
        graph_.acyclic = graph_.order.size();
        append_the_rest(waiting_for, ranks);
    }

    void append_the_rest(const std::vector<std::size_t>& waiting_for, const std::vector<std::size_t>& ranks) {
        for (Node node = 0; node < waiting_for.size(); ++node) {
            if (waiting_for[node] > 0) graph_.order.push_back(node);
        }
        const auto rest = graph_.order.begin() + static_cast<std::ptrdiff_t>(graph_.acyclic);
        std::sort(rest, graph_.order.end(), [&](Node a, Node b) { return ranks[a] < ranks[b]; });
        graph_.positions.resize(graph_.order.size());
        for (std::size_t i = 0; i < graph_.order.size(); ++i) graph_.positions[graph_.order[i]] = i;
    }

    std::vector<std::size_t> rank_by_id() const {
        std::vector<Node> sorted(graph_.revisions.size());
        std::iota(sorted.begin(), sorted.end(), Node{0});
        std::ranges::sort(sorted, {}, [&](Node node) -> const std::string& { return graph_.id(node); });
        std::vector<std::size_t> ranks(sorted.size());
        for (std::size_t i = 0; i < sorted.size(); ++i) ranks[sorted[i]] = i;
        return ranks;
    }

    GraphContent graph_;
    std::vector<std::string> ids_;
    int suggestions_ = 0;
};

}  // namespace

GraphContent link_revisions(std::vector<ParsedRevision> files) {
    return GraphLinker(std::move(files)).link();
}

}  // namespace migrate

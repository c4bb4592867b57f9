#include "cli/render/model/revision_lines.hpp"

#include <algorithm>

namespace migrate {

namespace {

bool contains(const std::vector<RevisionId>& ids, const RevisionId& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool is_depended_on(const RevisionGraph& graph, const RevisionId& id) {
    const auto revisions = graph.revisions();
    return std::any_of(revisions.begin(), revisions.end(),
                       [&](const Revision& revision) { return contains(revision.depends_on, id); });
}

RevisionLine describe_revision(const RevisionGraph& graph, const RevisionId& id) {
    const Revision& revision = graph.at(id);
    RevisionLine line{.id = id,
                      .parents = revision.parents,
                      .depends_on = revision.depends_on,
                      .labels = revision.labels,
                      .children = {},
                      .message = revision.message,
                      .file = revision.file};
    for (const RevisionId& child : graph.children(id))
        line.children.push_back({child, graph.children(child).empty()});
    line.head = line.children.empty();
    line.effective_head = line.head && is_depended_on(graph, id);
    line.branch_point = graph.is_branch_point(id);
    line.merge_point = revision.parents.size() > 1;
    return line;
}

}  // namespace

std::vector<RevisionLine> describe_revisions(const RevisionGraph& graph, const std::vector<RevisionId>& ids,
                                             const std::vector<RevisionId>& applied) {
    std::vector<RevisionLine> lines;
    for (const RevisionId& id : ids) {
        lines.push_back(graph.contains(id) ? describe_revision(graph, id)
                                           : RevisionLine{.id = id, .known = false});
        lines.back().current = contains(applied, id);
    }
    return lines;
}

}  // namespace migrate

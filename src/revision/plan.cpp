#include "src/revision/plan.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace migrate {
namespace {

using Ids = std::vector<RevisionId>;

RevisionSet set_of(const Ids& ids) {
    return {ids.begin(), ids.end()};
}

RevisionPlan refused(SelectorProblem problem) {
    return {{}, std::move(problem)};
}

/// The rows of alembic_version while a plan is made.
class VersionRows {
  public:
    VersionRows(const RevisionGraph& graph, const Ids& applied) : graph_(graph), rows_(set_of(applied)) {}

    /// The rows of those directly below are taken over, dependencies like parents.
    VersionChange change_up(const RevisionId& id) const {
        Ids below = directly_below(id);
        std::erase_if(below, [&](const RevisionId& other) { return !rows_.contains(other); });
        VersionChange change;
        if (below.empty()) {
            change.insert = {id};
        } else {
            change.update = {below.back(), id};
            below.pop_back();
            change.remove = std::move(below);
        }
        return change;
    }

    /// What lay directly below gets a row of its own, unless something that stays applied stands on it.
    VersionChange change_down(const RevisionId& id, const RevisionSet& remaining) const {
        Ids uncovered = directly_below(id);
        std::erase_if(uncovered, [&](const RevisionId& other) {
            return rows_.contains(other) || is_covered(other, remaining);
        });
        VersionChange change;
        if (uncovered.empty()) {
            change.remove = {id};
        } else {
            change.update = {id, uncovered.front()};
            change.insert.assign(uncovered.begin() + 1, uncovered.end());
        }
        return change;
    }

    void apply(const VersionChange& change) {
        for (const RevisionId& id : change.remove) rows_.erase(id);
        if (change.update) rows_.erase(change.update->first);
        if (change.update) rows_.insert(change.update->second);
        rows_.insert(change.insert.begin(), change.insert.end());
    }

  private:
    Ids directly_below(const RevisionId& id) const {
        Ids below = graph_.parents(id);
        std::ranges::copy(graph_.depends_on(id), std::back_inserter(below));
        return below;
    }

    bool is_covered(const RevisionId& id, const RevisionSet& remaining) const {
        const auto remains = [&](const RevisionId& other) { return remaining.contains(other); };
        return std::ranges::any_of(graph_.children(id), remains) ||
               std::ranges::any_of(graph_.dependents(id), remains);
    }

    const RevisionGraph& graph_;
    RevisionSet rows_;
};

/// The revisions directly above the target, within the branch that the selector names: with them, all that
/// follows is undone.
Ids lowest_undone(const RevisionGraph& graph, const Selection& target) {
    if (!target.walked.empty()) return target.walked;
    Ids above = target.ids.empty() ? graph.roots() : Ids{};
    for (const RevisionId& id : target.ids) std::ranges::copy(graph.children(id), std::back_inserter(above));
    if (!target.branch) return above;
    const RevisionSet lineage = graph.lineage(*target.branch);
    std::erase_if(above, [&](const RevisionId& id) { return !lineage.contains(id); });
    return above;
}

/// Whether `down` can undo it at all.
std::optional<SelectorProblem> find_obstacle(const Revision& revision) {
    const std::string& id = revision.id.text();
    std::string hint = fmt::format("`migrate down {}` undoes what came after it and stops there.", id);
    if (!revision.irreversible.empty()) {
        return SelectorProblem{
            fmt::format("revision {} ({}) cannot be undone: {}", id, revision.file, revision.irreversible),
            std::move(hint)};
    }
    if (!revision.up.empty() && revision.down.empty()) {
        return SelectorProblem{fmt::format("revision {} ({}) has no down part", id, revision.file),
                               std::move(hint)};
    }
    return std::nullopt;
}

}  // namespace

RevisionPlan plan_up(const RevisionGraph& graph, const std::vector<RevisionId>& applied,
                     std::string_view target) {
    const Selection selection = select_revisions(graph, applied, target, Direction::up);
    if (selection.problem) return refused(*selection.problem);

    const RevisionSet done = graph.ancestors(set_of(applied));
    RevisionSet wanted = graph.ancestors(set_of(selection.ids));
    std::erase_if(wanted, [&](const RevisionId& id) { return done.contains(id); });
    RevisionPlan plan;
    VersionRows rows(graph, applied);
    for (const RevisionId& id : graph.order(wanted)) {
        plan.steps.push_back({id, true, rows.change_up(id)});
        rows.apply(plan.steps.back().version);
    }
    return plan;
}

RevisionPlan plan_down(const RevisionGraph& graph, const std::vector<RevisionId>& applied,
                       std::string_view target) {
    const Selection selection = select_revisions(graph, applied, target, Direction::down);
    if (selection.problem) return refused(*selection.problem);

    RevisionSet remaining = graph.ancestors(set_of(applied));
    for (const RevisionId& id : selection.ids) {
        if (remaining.contains(id)) continue;
        return refused(
            {fmt::format(
                 "destination {} is not a valid downgrade target from current head(s): it is not applied",
                 id.text()),
             fmt::format("To apply it, run `migrate up {}`; `migrate current` says where the database is.",
                         id.text())});
    }
    RevisionSet undone = graph.descendants(set_of(lowest_undone(graph, selection)));
    std::erase_if(undone, [&](const RevisionId& id) { return !remaining.contains(id); });
    Ids order = graph.order(undone);
    std::ranges::reverse(order);

    RevisionPlan plan;
    VersionRows rows(graph, applied);
    for (const RevisionId& id : order) {
        if (auto obstacle = find_obstacle(graph.at(id))) return refused(*std::move(obstacle));
        remaining.erase(id);
        plan.steps.push_back({id, false, rows.change_down(id, remaining)});
        rows.apply(plan.steps.back().version);
    }
    return plan;
}

}  // namespace migrate

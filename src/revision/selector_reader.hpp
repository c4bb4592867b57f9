#pragma once

#include "src/revision/selector.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// Reads one selector against a graph and the current heads of a database; both outlive it.
class SelectorReader {
  public:
    SelectorReader(const RevisionGraph& graph, const std::vector<RevisionId>& applied, Direction direction)
        : graph_(graph), applied_(applied), direction_(direction) {}

    /// For ranges: -5 with three revisions below means base.
    SelectorReader& stop_at_base();

    Selection read(std::string_view selector);

  private:
    static Selection malformed(std::string_view selector);
    bool in_branch(const RevisionId& id) const { return !branch_ || lineage_.contains(id); }
    std::vector<RevisionId> in_branch(std::vector<RevisionId> ids) const;
    Selection find_branch(std::string_view name);
    Selection find_symbol(std::string_view symbol);
    Selection find_base() const;
    Selection find_head() const;
    /// All ids that begin so.
    std::vector<RevisionId> candidates(std::string_view prefix) const;
    Selection find_id(std::string_view text) const;
    Selection member(const RevisionId& id) const;
    Selection unknown(std::string_view text) const;
    Selection walk(std::string_view symbol, int steps);
    Selection walk_up_from_current(int steps) const;
    /// The current heads of the branch; where it has none yet, the revisions that it will branch off from.
    std::vector<RevisionId> starts_upwards() const;
    Selection walk_down_from_current(int steps) const;
    Selection walk_up(std::optional<RevisionId> at, int steps) const;
    /// The last step may undo a merge and so end at several revisions.
    Selection walk_down(std::optional<RevisionId> from, int steps) const;
    static Selection walked_too_far(int steps, int possible, char sign);
    static Selection ambiguous_walk(const std::optional<RevisionId>& at, const std::vector<RevisionId>& next);

    const RevisionGraph& graph_;
    const std::vector<RevisionId>& applied_;
    Direction direction_;
    bool stops_at_base_ = false;
    std::optional<RevisionId> branch_;
    std::string branch_name_;
    RevisionSet lineage_;
};

}  // namespace migrate

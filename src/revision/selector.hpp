#pragma once

#include "src/revision/revision_graph.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace migrate {

/// Why a selector selects nothing: a message that names the culprits, and a sentence with the next command.
struct SelectorProblem {
    std::string message;
    std::string hint;
};

/// Revisions a selector names. Empty `ids` without a problem means `base`.
struct Selection {
    std::vector<RevisionId> ids;
    /// What `-2` from the current head walked over, newest first: undoing that many steps undoes these.
    std::vector<RevisionId> walked;
    /// The revision that stands for the branch in `label@…`.
    std::optional<RevisionId> branch;
    std::optional<SelectorProblem> problem;

    static Selection of(std::vector<RevisionId> ids);
    static Selection refused(std::string message, std::string hint);
};

enum class Direction { up, down, any };

/// Alembic's symbols: head, heads, base, current, an id or a unique prefix of at least 4 signs (3 are taken
/// too, with Alembic's "must be longer" text when ambiguous), +2, -1, id+2, id-2, head-2, label, label@head,
/// label@heads, label@base, label@+2. `applied` are the current heads of the database (for current, +N and
/// -N). Never throws.
Selection select_revisions(const RevisionGraph& graph, const std::vector<RevisionId>& applied,
                           std::string_view selector, Direction direction);

/// "a:b", "a:", ":b" of `history -r`: the revisions of the range with both ends, newest first. An end that is
/// only a number counts from the other end: "-3:current", "ae1:+2".
Selection select_range(const RevisionGraph& graph, const std::vector<RevisionId>& applied,
                       std::string_view range);

}  // namespace migrate

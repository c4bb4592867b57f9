#pragma once

#include "cli/render/model/revision_lines.hpp"
#include "src/revision/selector.hpp"

#include <string>
#include <vector>

namespace migrate {

class CommandContext;

/// The revisions that a selector names; none for `base`.
/// Errors: ExitCode::usage, with what was meant.
std::vector<RevisionId> select(const RevisionGraph& graph, const std::vector<RevisionId>& applied,
                               const std::string& selector, Direction direction = Direction::any);

/// Whether only a database can say what the selector or range names: current, +2, -1.
bool needs_database(const std::string& selector);

/// The heads of the database, read only where `needed`.
std::vector<RevisionId> read_heads_if(CommandContext& context, bool needed);

/// Shows revisions in the format asked for.
void show_revisions(CommandContext& context, const RevisionGraph& graph, const std::vector<RevisionId>& ids,
                    const std::vector<RevisionId>& applied, RevisionDetail detail);

}  // namespace migrate

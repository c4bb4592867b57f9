#pragma once

#include "src/revision/revision_file.hpp"

#include <functional>
#include <vector>

namespace migrate {

class Connection;

/// The revisions that a newer program applied and whose files are not here, as the journal keeps them: enough
/// to undo them. From `heads` down to the first one that `known` answers for. Those that the journal does not
/// hold are left out.
std::vector<ParsedRevision> read_stored_revisions(Connection& connection, std::vector<RevisionId> heads,
                                                  const std::function<bool(const RevisionId&)>& known);

}  // namespace migrate

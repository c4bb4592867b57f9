#pragma once

#include "checks/facts.hpp"
#include "cli/context.hpp"

#include <string>
#include <vector>

namespace migrate {

/// What a database is, and which revisions it says it has.
struct DriftReading {
    SchemaSnapshot schema;
    std::vector<RevisionId> applied;       ///< in order
    std::vector<std::string> search_path;  ///< where its revisions make what they name without a schema
    std::string absence;                   ///< why there is nothing to compare it with; "" = there is
};

DriftReading read_drift(Connection& connection, const RevisionGraph& graph);

/// Runs the revisions in a private server, and leaves in the facts both schemas, or why they are not to be
/// had: no server programs, a revision that fails there.
void gather_drift(CommandContext& context, DriftReading reading, Facts& facts);

}  // namespace migrate

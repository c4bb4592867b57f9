#pragma once

#include "cli/rehearsal/seed_rows.hpp"
#include "src/revision/revision_graph.hpp"
#include "src/schema/round_trip.hpp"

namespace migrate {

/// Takes every revision of the graph up, down and up again in a private server, `jobs` at a time: each in a
/// copy of a database in which the revisions before it are applied. Errors: where there is no private server.
RoundTripFacts run_round_trips(const RevisionGraph& graph, const SeedRows& seed, int jobs);

}  // namespace migrate

#include "cli/gather/gather_round_trip.hpp"

#include "cli/rehearsal/round_trips.hpp"
#include "src/base/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

/// Files that lack a part can run: what comes of it is just what the round trip is to tell.
std::string obstacle_to_round_trip(const RevisionGraph& graph) {
    const auto problems = graph.fatal_problems();
    const auto found = std::ranges::find_if(problems, [](const RevisionProblem& problem) {
        return problem.kind != ProblemKind::missing_down && problem.kind != ProblemKind::empty_up;
    });
    return found == problems.end() ? "" : fmt::format("the revision files cannot be run: {}", found->message);
}

}  // namespace

void gather_round_trip(CommandContext& context, int jobs, Facts& facts) try {
    if (!facts.files) return;
    facts.absence_of(Need::round_trip) = obstacle_to_round_trip(*facts.files);
    if (!facts.absence_of(Need::round_trip).empty()) return;
    const SeedRows seed = SeedRows::read(context.config().seed.value_or(""));
    facts.round_trip = run_round_trips(*facts.files, seed, jobs);
} catch (const Error& error) {
    facts.absence_of(Need::round_trip) = error.message();
}

}  // namespace migrate

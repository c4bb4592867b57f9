#include "checks/round_trip/checks.hpp"
#include "src/schema/schema_difference.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

const SidesOfDifference sides_of_undo{.wanted = "before the revision", .actual = "after its up and down"};

Outcome find_undo_differences(const Facts& facts) {
    std::vector<Observation> seen;
    for (const RoundTrip& trip : facts.round_trip->trips)
        for (const SchemaDifference& difference : trip.after_down)
            seen.push_back({.subject = trip.revision,
                            .message = fmt::format("revision {}: {}", trip.revision,
                                                   describe(difference, sides_of_undo)),
                            .fix = "",
                            .position = trip.down});
    return seen;
}

}  // namespace

constinit const Check round_trip_not_undone{
    .id = "round_trip.not_undone",
    .summary = "the way back of a revision does not bring back the schema of before",
    .severity = Severity::error,
    .needs = {Need::round_trip},
    .why =
        "What it leaves or takes too much stays unseen until the next up fails on it, or the code of before does.",
    .fix = "Have the down part undo all that the up part does, and nothing else.",
    .find = find_undo_differences};

}  // namespace migrate

#include "checks/round_trip/checks.hpp"
#include "src/schema/schema_difference.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

const SidesOfDifference sides_of_repetition{.wanted = "after its first up", .actual = "after its second"};

/// What the way back left is told already, and the second up only stumbles over it.
void add_repetition(const RoundTrip& trip, std::vector<Observation>& seen) {
    const auto add = [&](const std::string& message) {
        seen.push_back({.subject = trip.revision,
                        .message = fmt::format("revision {}: {}", trip.revision, message),
                        .fix = "",
                        .position = trip.down});
    };
    if (trip.again_failure)
        add(fmt::format("after up and down, up fails: {}", trip.again_failure->message()));
    for (const SchemaDifference& difference : trip.after_again)
        add(describe(difference, sides_of_repetition));
}

Outcome find_repetitions(const Facts& facts) {
    std::vector<Observation> seen;
    for (const RoundTrip& trip : facts.round_trip->trips)
        if (trip.after_down.empty()) add_repetition(trip, seen);
    return seen;
}

}  // namespace

constinit const Check round_trip_not_repeatable{
    .id = "round_trip.not_repeatable",
    .summary = "a revision cannot be applied a second time, or makes something else then",
    .severity = Severity::error,
    .needs = {Need::round_trip},
    .why = "After a way back in production the release is tried again: then this is what happens.",
    .fix = "Have the down part undo all that the up part does.",
    .find = find_repetitions};

}  // namespace migrate

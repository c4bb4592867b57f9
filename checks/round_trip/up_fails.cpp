#include "checks/round_trip/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_up_failures(const Facts& facts) {
    std::vector<Observation> seen;
    for (const RoundTrip& trip : facts.round_trip->trips)
        if (trip.up_failure)
            seen.push_back(
                {.subject = trip.revision,
                 .message =
                     fmt::format("revision {}: up fails: {}", trip.revision, trip.up_failure->message()),
                 .fix = "",
                 .position =
                     trip.up_failure->position().file.empty() ? trip.up : trip.up_failure->position()});
    return seen;
}

}  // namespace

constinit const Check round_trip_up_fails{
    .id = "round_trip.up_fails",
    .summary = "a revision cannot be applied to what the revisions before it make",
    .severity = Severity::error,
    .needs = {Need::round_trip},
    .why =
        "On a new database, in CI and on the next developer's machine it fails too, and everything behind it cannot be had.",
    .fix = "Mend its up part.",
    .find = find_up_failures};

}  // namespace migrate

#include "checks/round_trip/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_down_failures(const Facts& facts) {
    std::vector<Observation> seen;
    for (const RoundTrip& trip : facts.round_trip->trips)
        if (trip.down_failure)
            seen.push_back(
                {.subject = trip.revision,
                 .message =
                     fmt::format("revision {}: down fails: {}", trip.revision, trip.down_failure->message()),
                 .fix = "",
                 .position =
                     trip.down_failure->position().file.empty() ? trip.down : trip.down_failure->position()});
    return seen;
}

}  // namespace

constinit const Check round_trip_down_fails{
    .id = "round_trip.down_fails",
    .summary = "the way back of a revision fails",
    .severity = Severity::error,
    .needs = {Need::round_trip},
    .why =
        "It would fail in the same way in the night in which somebody needs it, and leave the database half way.",
    .fix = "Mend its down part, or declare the revision irreversible, with the reason.",
    .find = find_down_failures};

}  // namespace migrate

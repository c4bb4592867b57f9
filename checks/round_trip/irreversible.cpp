#include "checks/round_trip/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_unchecked_trips(const Facts& facts) {
    std::vector<Observation> seen;
    for (const RoundTrip& trip : facts.round_trip->trips)
        if (!trip.not_checked.empty())
            seen.push_back({.subject = trip.revision,
                            .message = fmt::format("revision {} was not taken up and down: {}", trip.revision,
                                                   trip.not_checked),
                            .fix = "",
                            .position = trip.up});
    return seen;
}

}  // namespace

constinit const Check round_trip_irreversible{
    .id = "round_trip.irreversible",
    .summary =
        "a revision was not taken up and down: it declares itself irreversible, or stands on one that fails",
    .severity = Severity::info,
    .needs = {Need::round_trip},
    .why = "Nothing proves a way back that is not there. It is told so that nobody takes it for checked.",
    .fix = "Nothing, where the reason holds.",
    .find = find_unchecked_trips};

}  // namespace migrate

#include "checks/round_trip/checks.hpp"
#include "src/base/words.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Observation observation_of_loss(const RoundTrip& trip, const RowLoss& loss) {
    Observation seen{.subject = trip.revision, .position = trip.down};
    if (loss.column.empty()) {
        seen.message = fmt::format(
            "revision {}: table {} has {} before the revision, {} after its up and down", trip.revision,
            loss.table, count_of(static_cast<std::size_t>(loss.before), "row"), loss.after);
    } else {
        seen.severity = Severity::warning;
        seen.message = fmt::format(
            "revision {}: the values of column {}.{} are not what they were before it, after its up and down",
            trip.revision, loss.table, loss.column);
    }
    return seen;
}

Outcome find_lost_rows(const Facts& facts) {
    std::vector<Observation> seen;
    for (const RoundTrip& trip : facts.round_trip->trips)
        for (const RowLoss& loss : trip.losses) seen.push_back(observation_of_loss(trip, loss));
    return seen;
}

}  // namespace

constinit const Check round_trip_rows{
    .id = "round_trip.rows",
    .summary = "up and down of a revision lose rows, or values",
    .severity = Severity::error,
    .needs = {Need::round_trip},
    .why =
        "A table that is there before, between and after a way up and down must keep its rows, and a column its values: who goes back wants the data of before.",
    .fix =
        "Have the down part put back what the up part moved or changed; where that is impossible, declare the revision irreversible, with the reason.",
    .find = find_lost_rows};

}  // namespace migrate

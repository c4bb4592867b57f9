#include "checks/round_trip/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_unseeded(const Facts& facts) {
    std::vector<Observation> seen;
    for (const SeedFailure& failure : facts.round_trip->unseeded)
        seen.push_back({.subject = failure.position.file,
                        .message = fmt::format("the statement can run after no revision: {}", failure.error),
                        .fix = "",
                        .position = failure.position});
    return seen;
}

}  // namespace

constinit const Check round_trip_seed{
    .id = "round_trip.seed",
    .summary = "a statement of the seed file can run after no revision",
    .severity = Severity::error,
    .needs = {Need::round_trip},
    .why = "The rows that it would bring prove nothing.",
    .fix =
        "Write the statement for the tables as one of the revisions leaves them: it runs after the first revision after which it can.",
    .find = find_unseeded};

}  // namespace migrate

#include "checks/drift/observed.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

const SidesOfDifference drift_sides{.wanted = "in the revisions", .actual = "in the database"};

Observation observation_of(const SchemaDifference& difference, const DriftFacts& drift) {
    Observation seen{.subject = name_of(difference.key), .message = describe(difference, drift_sides)};
    if (!difference.uncertain) return seen;
    seen.severity = Severity::info;
    seen.message += fmt::format(
        " (the database is PostgreSQL {}, the private server {}: the two may print the same thing in two ways)",
        drift.actual.major(), drift.wanted.major());
    seen.fix =
        fmt::format("Name server programs of PostgreSQL {} by MIGRATE_PG_BINDIR, and check again to be sure.",
                    drift.actual.major());
    return seen;
}

}  // namespace

std::vector<Observation> observed_drift(const Facts& facts, SchemaDifference::Kind kind) {
    const DriftFacts& drift = *facts.drift;
    std::vector<Observation> seen;
    for (const SchemaDifference& difference : compare_schemas(drift.wanted, drift.actual, drift.ignore))
        if (difference.kind == kind) seen.push_back(observation_of(difference, drift));
    return seen;
}

}  // namespace migrate

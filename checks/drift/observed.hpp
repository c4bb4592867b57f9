#pragma once

#include "checks/check.hpp"
#include "src/schema/schema_difference.hpp"

#include <vector>

#include <fmt/format.h>

namespace migrate {

/// In words with both sides. A mere name breaks nothing yet. Where two major versions may print the same
/// thing in two ways, it is no more than a remark.
inline Observation observation_of(const SchemaDifference& difference, const DriftFacts& drift) {
    static const SidesOfDifference sides{.wanted = "in the revisions", .actual = "in the database"};
    Observation seen{.subject = name_of(difference.key), .message = describe(difference, sides)};
    if (difference.attribute == "name") seen.severity = Severity::warning;
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

/// The differences of one kind.
inline std::vector<Observation> observed_drift(const Facts& facts, SchemaDifference::Kind kind) {
    const DriftFacts& drift = *facts.drift;
    std::vector<Observation> seen;
    for (const SchemaDifference& difference : compare_schemas(drift.wanted, drift.actual, drift.ignore))
        if (difference.kind == kind) seen.push_back(observation_of(difference, drift));
    return seen;
}

}  // namespace migrate

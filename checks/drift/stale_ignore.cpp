#include "checks/drift/checks.hpp"
#include "src/schema/schema_pattern.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_stale_ignores(const Facts& facts) {
    const auto differences = compare_schemas(facts.drift->wanted, facts.drift->actual);
    std::vector<Observation> seen;
    for (const std::string& pattern : facts.drift->ignore) {
        const auto is_meant = [&](const SchemaDifference& one) {
            return is_ignored(one.key, one.attribute, {pattern});
        };
        if (std::ranges::any_of(differences, is_meant)) continue;
        seen.push_back(
            {.subject = pattern,
             .message = fmt::format("the pattern \"{}\" of [drift] ignore means no difference", pattern)});
    }
    return seen;
}

}  // namespace

constinit const Check drift_stale_ignore{
    .id = "drift.stale_ignore",
    .summary = "a pattern of [drift] ignore means nothing that differs",
    .severity = Severity::info,
    .needs = {Need::drift},
    .why =
        "It is mistyped, or what it meant was mended; and it would hide the next difference of that name without a word.",
    .fix = "Take it out of migrate.toml.",
    .find = find_stale_ignores};

}  // namespace migrate

#include "checks/catalog/checks.hpp"
#include "src/index/server_release.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_unsafe_release(const Facts& facts) {
    const int version = facts.catalog->server_version;
    const auto danger = find_release_danger(version, facts.catalog->prepared_transactions);
    if (!danger) return {};
    Observation seen{
        .subject = fmt::format("PostgreSQL {}", release_text(version)),
        .message = fmt::format("PostgreSQL {}: {} (fixed in {}, see {})", release_text(version), danger->what,
                               release_text(danger->fixed_in), danger->source),
        .fix = fmt::format(
            "Update the server to {} or later, then look for damage: pg_amcheck --heapallindexed, and REINDEX what it names.",
            release_text(danger->fixed_in))};
    if (!danger->refused) seen.severity = Severity::warning;
    return seen;
}

}  // namespace

constinit const Check catalog_unsafe_release{
    .id = "catalog.unsafe_release",
    .summary = "the server's release is known to corrupt indexes",
    .severity = Severity::error,
    .needs = {Need::catalog},
    .why =
        "Queries that go by a corrupt index silently miss rows, and a unique one lets duplicates in. `migrate up` builds nothing CONCURRENTLY "
        "on the worst of these releases.",
    .fix = "Update the server to the newest minor release.",
    .find = find_unsafe_release};

}  // namespace migrate

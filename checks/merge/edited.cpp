#include "checks/merge/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_edited_in_merge(const Facts& facts) {
    std::vector<Observation> seen;
    for (const std::string& file : facts.merge->edited)
        seen.push_back({.subject = file,
                        .message = fmt::format("{} is on {} already, and was changed here", file,
                                               facts.merge->other_name),
                        .position = {file, 1, 0}});
    return seen;
}

}  // namespace

constinit const Check merge_edited{
    .id = "merge.edited",
    .summary = "a revision that the other side has was changed",
    .severity = Severity::error,
    .needs = {Need::merge},
    .why =
        "It may be applied somewhere: those databases keep what the file said, and new ones get what it says now. "
        "Nobody's tests see both.",
    .fix = "Take the change back, and write a revision of its own for it: `migrate new`.",
    .find = find_edited_in_merge};

}  // namespace migrate

#include "checks/merge/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_deleted_in_merge(const Facts& facts) {
    std::vector<Observation> seen;
    for (const std::string& file : facts.merge->deleted)
        seen.push_back(
            {.subject = file,
             .message = fmt::format("{} is on {}, and was deleted here", file, facts.merge->other_name),
             .position = {}});
    return seen;
}

}  // namespace

constinit const Check merge_deleted{
    .id = "merge.deleted",
    .summary = "a revision that the other side has was deleted",
    .severity = Severity::error,
    .needs = {Need::merge},
    .why =
        "A database that has it is then at a revision that the files do not know (exit code 6), and cannot be taken "
        "further.",
    .fix = "Bring the file back; what it did is undone by a new revision: `migrate new`.",
    .find = find_deleted_in_merge};

}  // namespace migrate

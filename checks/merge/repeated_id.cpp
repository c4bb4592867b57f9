#include "checks/merge/checks.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_repeated_id_of_merge(const Facts& facts) {
    const MergeFacts& merge = *facts.merge;
    const auto own = merge.own.problems();
    std::vector<Observation> seen;
    for (const RevisionProblem& problem : merge.merged.problems()) {
        const auto is_same = [&](const RevisionProblem& other) { return other.line() == problem.line(); };
        if (problem.kind != ProblemKind::repeated_id || std::ranges::any_of(own, is_same)) continue;
        seen.push_back({.subject = problem.position.file,
                        .message = fmt::format("merged with {}: {}", merge.other_name, problem.message),
                        .position = problem.position});
    }
    return seen;
}

}  // namespace

constinit const Check merge_repeated_id{
    .id = "merge.repeated_id",
    .summary = "both sides made a revision of the same id",
    .severity = Severity::error,
    .needs = {Need::merge},
    .why =
        "A database knows revisions by their ids alone: it takes the second for applied when it has the first, and "
        "never runs it.",
    .fix =
        "Give the one that is not deployed yet another id, in its file and in those that name it as parent.",
    .find = find_repeated_id_of_merge};

}  // namespace migrate

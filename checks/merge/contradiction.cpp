#include "checks/merge/checks.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

/// Between files that are sound by themselves.
bool is_between_files(ProblemKind kind) {
    return kind == ProblemKind::repeated_label || kind == ProblemKind::unknown_parent ||
           kind == ProblemKind::cycle;
}

Outcome find_contradiction_of_merge(const Facts& facts) {
    const MergeFacts& merge = *facts.merge;
    std::vector<Observation> seen;
    for (const RevisionProblem& problem : merge.merged.problems()) {
        const auto is_same = [&](const RevisionProblem& other) { return other.line() == problem.line(); };
        if (!is_between_files(problem.kind) || std::ranges::any_of(merge.own.problems(), is_same)) continue;
        seen.push_back({.subject = problem.position.file,
                        .message = fmt::format("merged with {}: {}", merge.other_name, problem.message),
                        .fix = problem.hint,
                        .position = problem.position});
    }
    return seen;
}

}  // namespace

constinit const Check merge_contradiction{
    .id = "merge.contradiction",
    .summary = "after the merge files contradict each other: a parent that is gone, a label twice, a cycle",
    .severity = Severity::error,
    .needs = {Need::merge},
    .why = "Each side is in order by itself; together no command can read them.",
    .fix = "Take the other side in with git, and mend what `migrate check files` then says.",
    .find = find_contradiction_of_merge};

}  // namespace migrate

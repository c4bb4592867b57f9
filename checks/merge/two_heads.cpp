#include "checks/merge/checks.hpp"
#include "src/base/words.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

std::string described_heads(const MergeFacts& facts, const std::vector<RevisionId>& heads) {
    std::vector<std::string> texts;
    for (const RevisionId& head : heads) texts.push_back(facts.described(head));
    return list_of(texts);
}

/// One revision of ours on one of theirs is a rebase; anything else is for people to decide.
std::string way_out(const MergeFacts& facts) {
    const std::vector<RevisionId> roots = own_roots(facts);
    const std::vector<RevisionId> theirs = other_heads(facts);
    const std::string after = fmt::format("Take {} in with git, then run ", facts.other_name);
    if (roots.size() != 1 || theirs.size() != 1)
        return after + "`migrate merge`, which joins the heads, or `migrate rebase` for each.";
    return fmt::format("{}`migrate rebase {} --onto {}`; `migrate merge` joins the two instead.", after,
                       roots.front().text(), theirs.front().text());
}

Outcome find_two_heads_of_merge(const Facts& facts) {
    const MergeFacts& merge = *facts.merge;
    const std::vector<RevisionId> heads = merge.merged.heads();
    // Heads that one side has alone are its own affair, which files.two_heads tells there.
    if (heads.size() < 2 || other_heads(merge).empty() || heads == merge.other.heads()) return {};
    const std::vector<RevisionId> roots = own_roots(merge);
    FilePosition position;
    if (!roots.empty())
        position = {merge.own.at(roots.front()).file, merge.own.at(roots.front()).parents_line, 0};
    return Observation{.subject = "the merge",
                       .message = fmt::format("merged with {} there are {} heads: {}", merge.other_name,
                                              heads.size(), described_heads(merge, heads)),
                       .fix = way_out(merge),
                       .position = position};
}

}  // namespace

constinit const Check merge_two_heads{
    .id = "merge.two_heads",
    .summary = "after the merge the revisions end in two heads",
    .severity = Severity::error,
    .needs = {Need::merge},
    .why =
        "Each side is in order by itself, and git merges both without a conflict; then `up` to head fails on every "
        "deploy.",
    .fix = "Give the newer revision the other as its parent: `migrate rebase`.",
    .find = find_two_heads_of_merge};

}  // namespace migrate

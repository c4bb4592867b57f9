#include "src/revision/selector_reader.hpp"

#include "src/base/words.hpp"
#include "src/revision/selector_parts.hpp"
#include "src/revision/utf8.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace migrate {
namespace {

using Ids = std::vector<RevisionId>;

/// At most ten ids in quotes.
std::string named(const Ids& ids) {
    constexpr std::size_t most = 10;
    std::vector<std::string> names;
    for (const RevisionId& id : ids) {
        if (names.size() == most) break;
        names.push_back(fmt::format("'{}'", id.text()));
    }
    if (ids.size() > most) names.push_back(fmt::format("{} more", ids.size() - most));
    return list_of(names);
}

}  // namespace

SelectorReader& SelectorReader::stop_at_base() {
    stops_at_base_ = true;
    return *this;
}

Selection SelectorReader::read(std::string_view selector) {
    const auto parts = split_selector(selector);
    if (!parts) return malformed(selector);
    if (parts->branch) {
        Selection branch = find_branch(*parts->branch);
        if (branch.problem) return branch;
        branch_ = branch.ids.front();
        branch_name_ = printable(*parts->branch);
        lineage_ = graph_.lineage(*branch_);
    }
    Selection selection = parts->steps ? walk(parts->symbol, *parts->steps) : find_symbol(parts->symbol);
    selection.branch = branch_;
    return selection;
}

Selection SelectorReader::malformed(std::string_view selector) {
    if (selector.empty()) return Selection::refused("an empty selector", "Name a revision, or `head`.");
    if (selector.find(':') != std::string_view::npos) {
        return Selection::refused(fmt::format("range revision not allowed: '{}'", printable(selector)),
                                  "Name one revision; ranges are for `migrate history -r`.");
    }
    return Selection::refused(
        fmt::format("'{}' is no selector", printable(selector)),
        "Write an id or the beginning of one, head, heads, base, +2, -1, ID+2, or LABEL@head.");
}

Ids SelectorReader::in_branch(Ids ids) const {
    std::erase_if(ids, [&](const RevisionId& id) { return !in_branch(id); });
    return ids;
}

Selection SelectorReader::find_branch(std::string_view name) {
    Selection found = find_id(name);
    if (found.problem && candidates(name).empty()) {
        const std::vector<std::string> labels = graph_.labels();
        const std::string hint = labels.empty() ? "No revision has a label; an id does as well: ID@head."
                                                : fmt::format("Labels are {}.", list_of(labels));
        return Selection::refused(fmt::format("no such branch: '{}'", printable(name)), hint);
    }
    return found;
}

Selection SelectorReader::find_symbol(std::string_view symbol) {
    if (symbol == "head") return find_head();
    if (symbol == "heads") return Selection::of(in_branch(graph_.heads()));
    if (symbol == "current") return Selection::of(in_branch(applied_));
    if (symbol == "base") return find_base();
    return find_id(symbol);
}

Selection SelectorReader::find_base() const {
    if (direction_ != Direction::up) return {};
    return Selection::refused("base lies below every revision, so nothing leads up to it",
                              "To undo everything, run `migrate down base`.");
}

Selection SelectorReader::find_head() const {
    Ids heads = in_branch(graph_.heads());
    if (heads.size() < 2) return Selection::of(std::move(heads));
    std::vector<std::string> places;
    for (const RevisionId& head : heads) {
        if (places.size() < 10) places.push_back(fmt::format("{} ({})", head.text(), graph_.at(head).file));
    }
    if (heads.size() > places.size()) places.push_back(fmt::format("{} more", heads.size() - places.size()));
    const auto& problems = graph_.problems();
    const auto known = std::ranges::find(problems, ProblemKind::two_heads, &RevisionProblem::kind);
    const std::string mend =
        known != problems.end() && !branch_
            ? known->hint
            : fmt::format("Join them with `migrate merge {} {}`.", heads[0].text(), heads[1].text());
    return Selection::refused(
        fmt::format("multiple head revisions are present for given argument 'head': {}", list_of(places)),
        mend + " Until then, name one of them, or say `heads` for all.");
}

Ids SelectorReader::candidates(std::string_view prefix) const {
    Ids found;
    for (const Revision& revision : graph_.revisions()) {
        if (revision.id.text().starts_with(prefix)) found.push_back(revision.id);
    }
    std::ranges::sort(found);
    return found;
}

Selection SelectorReader::find_id(std::string_view text) const {
    const RevisionId id{std::string(text)};
    if (graph_.contains(id)) return member(id);
    if (const auto labelled = graph_.labelled(text)) return member(*labelled);
    constexpr std::size_t least_prefix = 3;
    if (text.size() < least_prefix) return unknown(text);
    const Ids all = candidates(text);
    Ids here = in_branch(all);
    if (here.size() == 1) return Selection::of(std::move(here));
    if (all.empty()) return unknown(text);
    if (here.empty()) return member(all.front());
    return Selection::refused(
        fmt::format("multiple revisions start with '{}': {}", printable(text), named(here)),
        "Write more of the id.");
}

Selection SelectorReader::member(const RevisionId& id) const {
    if (in_branch(id)) return Selection::of({id});
    return Selection::refused(
        fmt::format("revision {} is not a member of branch '{}'", id.text(), branch_name_),
        fmt::format("Leave out '{}@', or name a revision of that branch.", branch_name_));
}

Selection SelectorReader::unknown(std::string_view text) const {
    std::vector<std::string> names = graph_.labels();
    for (const Revision& revision : graph_.revisions()) names.push_back(revision.id.text());
    const std::string near = nearest_of(text, names);
    const std::string_view rule = text.size() < 4 ? "; a partial id has at least four characters" : "";
    return Selection::refused(
        fmt::format("can't locate revision identified by '{}'{}", printable(text), rule),
        near.empty() ? "Run `migrate history` for all ids, `migrate heads` for the newest."
                     : fmt::format("Did you mean '{}'? `migrate history` lists all ids.", near));
}

Selection SelectorReader::walk(std::string_view symbol, int steps) {
    if (symbol.empty()) return steps < 0 ? walk_down_from_current(steps) : walk_up_from_current(steps);
    const Direction asked = std::exchange(direction_, Direction::any);  // base+2 does lead up
    Selection start = find_symbol(symbol);
    direction_ = asked;
    if (start.problem) return start;
    if (start.ids.size() > 1) {
        return Selection::refused(
            fmt::format("'{}' names several revisions: {}", printable(symbol), named(start.ids)),
            "Count from one of them.");
    }
    const auto from = start.ids.empty() ? std::nullopt : std::optional(start.ids.front());
    Selection end = steps < 0 ? walk_down(from, -steps) : walk_up(from, steps);
    end.walked.clear();
    return end;
}

Selection SelectorReader::walk_up_from_current(int steps) const {
    if (direction_ == Direction::down) {
        return Selection::refused(
            fmt::format("+{} leads up", steps),
            fmt::format("Did you mean `migrate up +{0}` or `migrate down -{0}`?", steps));
    }
    const Ids starts = starts_upwards();
    if (starts.size() > 1) {
        return Selection::refused(
            fmt::format("ambiguous upgrade from multiple current revisions: {}", named(starts)),
            fmt::format("Say which branch: `migrate up {}@+{}`.", starts.front().text(), steps));
    }
    return walk_up(starts.empty() ? std::nullopt : std::optional(starts.front()), steps);
}

Ids SelectorReader::starts_upwards() const {
    Ids starts = in_branch(applied_);
    if (!starts.empty() || !branch_) return starts;
    RevisionSet active;
    for (const RevisionId& id : graph_.ancestors({applied_.begin(), applied_.end()})) {
        if (in_branch(id)) active.insert(id);
    }
    return graph_.heads_of(active);
}

Selection SelectorReader::walk_down_from_current(int steps) const {
    if (direction_ == Direction::up) {
        return Selection::refused(fmt::format("{} leads down", steps),
                                  fmt::format("Did you mean `migrate down {0}` or `migrate up +{1}`?", steps,
                                              -static_cast<long>(steps)));
    }
    const Ids starts = in_branch(applied_);
    if (starts.size() > 1) {
        return Selection::refused(
            fmt::format("{} is ambiguous: there are several current heads, {}", steps, named(starts)),
            fmt::format("Say which branch: `migrate down {}@{}`.", starts.front().text(), steps));
    }
    if (starts.empty() && steps < 0 && !stops_at_base_) {
        return Selection::refused(
            fmt::format("relative revision {} leads nowhere: nothing is applied", steps),
            "Run `migrate current` to see where the database is.");
    }
    return walk_down(starts.empty() ? std::nullopt : std::optional(starts.front()), -steps);
}

Selection SelectorReader::walk_up(std::optional<RevisionId> at, int steps) const {
    for (int step = 0; step < steps; ++step) {
        const Ids next = in_branch(at ? graph_.children(*at) : graph_.roots());
        if (next.empty() && stops_at_base_) break;
        if (next.empty()) return walked_too_far(steps, step, '+');
        if (next.size() > 1) return ambiguous_walk(at, next);
        at = next.front();
    }
    return at ? Selection::of({*at}) : Selection{};
}

Selection SelectorReader::walk_down(std::optional<RevisionId> from, int steps) const {
    Selection end = from ? Selection::of({*from}) : Selection{};
    for (int step = 0; step < steps; ++step) {
        if (end.ids.size() > 1) end.ids = in_branch(end.ids);
        if (end.ids.size() > 1) return ambiguous_walk(end.walked.back(), end.ids);
        if (end.ids.empty() && stops_at_base_) break;
        if (end.ids.empty()) return walked_too_far(steps, step, '-');
        end.walked.push_back(end.ids.front());
        end.ids = graph_.parents(end.ids.front());
    }
    return end;
}

Selection SelectorReader::walked_too_far(int steps, int possible, char sign) {
    return Selection::refused(
        fmt::format("relative revision {0}{1} didn't produce {1} migrations: there are {2}", sign, steps,
                    possible),
        possible == 0 ? "Nothing lies that way." : fmt::format("At most {}{} is possible.", sign, possible));
}

Selection SelectorReader::ambiguous_walk(const std::optional<RevisionId>& at, const Ids& next) {
    return Selection::refused(
        fmt::format("ambiguous walk: {} leads to {}", at ? at->text() : "base", named(next)),
        "Name the revision instead of counting steps, or say which branch: LABEL@+1.");
}

}  // namespace migrate

#include "src/revision/selector.hpp"

#include "src/base/words.hpp"
#include "src/revision/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace migrate {
namespace {

using Ids = std::vector<RevisionId>;

Selection problem(std::string message, std::string hint) {
    Selection selection;
    selection.problem = SelectorProblem{std::move(message), std::move(hint)};
    return selection;
}

Selection selected(Ids ids) {
    Selection selection;
    selection.ids = std::move(ids);
    return selection;
}

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

/// "branch@symbol+2"
struct SelectorParts {
    std::optional<std::string_view> branch;
    std::string_view symbol;
    std::optional<int> steps;
};

std::optional<int> read_steps(std::string_view text) {
    int steps = 0;
    const char* first = text.data() + (text.front() == '+' ? 1 : 0);
    const char* last = text.data() + text.size();
    const auto [end, error] = std::from_chars(first, last, steps);
    const bool two_signs = text.size() > 1 && (text[1] == '-' || text[1] == '+');
    if (error != std::errc{} || end != last || two_signs) return std::nullopt;
    return steps;
}

/// Empty when it has not the form of a selector.
std::optional<SelectorParts> split_selector(std::string_view selector) {
    SelectorParts parts;
    if (const std::size_t at = selector.find('@'); at != std::string_view::npos) {
        parts.branch = selector.substr(0, at);
        selector.remove_prefix(at + 1);
        if (parts.branch->empty()) return std::nullopt;
    }
    const std::size_t sign = selector.find_first_of("+-");
    parts.symbol = selector.substr(0, sign);
    if (sign != std::string_view::npos) {
        parts.steps = read_steps(selector.substr(sign));
        if (!parts.steps) return std::nullopt;
    }
    const bool names_nothing = parts.symbol.empty() && !parts.steps;
    if (names_nothing || parts.symbol.find_first_of("@:") != std::string_view::npos) return std::nullopt;
    return parts;
}

class SelectorReader {
  public:
    SelectorReader(const RevisionGraph& graph, const Ids& applied, Direction direction)
        : graph_(graph), applied_(applied), direction_(direction) {}

    /// For ranges: -5 with three revisions below means base.
    SelectorReader& stop_at_base() {
        stops_at_base_ = true;
        return *this;
    }

    Selection read(std::string_view selector) {
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

  private:
    static Selection malformed(std::string_view selector) {
        if (selector.empty()) return problem("an empty selector", "Name a revision, or `head`.");
        if (selector.find(':') != std::string_view::npos) {
            return problem(fmt::format("range revision not allowed: '{}'", printable(selector)),
                           "Name one revision; ranges are for `migrate history -r`.");
        }
        return problem(
            fmt::format("'{}' is no selector", printable(selector)),
            "Write an id or the beginning of one, head, heads, base, +2, -1, ID+2, or LABEL@head.");
    }

    bool in_branch(const RevisionId& id) const { return !branch_ || lineage_.contains(id); }

    Ids in_branch(Ids ids) const {
        std::erase_if(ids, [&](const RevisionId& id) { return !in_branch(id); });
        return ids;
    }

    Selection find_branch(std::string_view name) {
        Selection found = find_id(name);
        if (found.problem && candidates(name).empty()) {
            const std::vector<std::string> labels = graph_.labels();
            const std::string hint = labels.empty() ? "No revision has a label; an id does as well: ID@head."
                                                    : fmt::format("Labels are {}.", list_of(labels));
            return problem(fmt::format("no such branch: '{}'", printable(name)), hint);
        }
        return found;
    }

    Selection find_symbol(std::string_view symbol) {
        if (symbol == "head") return find_head();
        if (symbol == "heads") return selected(in_branch(graph_.heads()));
        if (symbol == "current") return selected(in_branch(applied_));
        if (symbol == "base") return find_base();
        return find_id(symbol);
    }

    Selection find_base() const {
        if (direction_ != Direction::up) return {};
        return problem("base lies below every revision, so nothing leads up to it",
                       "To undo everything, run `migrate down base`.");
    }

    Selection find_head() const {
        Ids heads = in_branch(graph_.heads());
        if (heads.size() < 2) return selected(std::move(heads));
        std::vector<std::string> places;
        for (const RevisionId& head : heads) {
            if (places.size() < 10)
                places.push_back(fmt::format("{} ({})", head.text(), graph_.at(head).file));
        }
        if (heads.size() > places.size())
            places.push_back(fmt::format("{} more", heads.size() - places.size()));
        const auto& problems = graph_.problems();
        const auto known = std::ranges::find(problems, ProblemKind::two_heads, &RevisionProblem::kind);
        const std::string mend =
            known != problems.end() && !branch_
                ? known->hint
                : fmt::format("Join them with `migrate merge {} {}`.", heads[0].text(), heads[1].text());
        return problem(
            fmt::format("multiple head revisions are present for given argument 'head': {}", list_of(places)),
            mend + " Until then, name one of them, or say `heads` for all.");
    }

    /// All ids that begin so.
    Ids candidates(std::string_view prefix) const {
        Ids found;
        for (const Revision& revision : graph_.revisions()) {
            if (revision.id.text().starts_with(prefix)) found.push_back(revision.id);
        }
        std::ranges::sort(found);
        return found;
    }

    Selection find_id(std::string_view text) const {
        const RevisionId id{std::string(text)};
        if (graph_.contains(id)) return member(id);
        if (const auto labelled = graph_.labelled(text)) return member(*labelled);
        constexpr std::size_t least_prefix = 3;
        if (text.size() < least_prefix) return unknown(text);
        const Ids all = candidates(text);
        Ids here = in_branch(all);
        if (here.size() == 1) return selected(std::move(here));
        if (all.empty()) return unknown(text);
        if (here.empty()) return member(all.front());
        return problem(fmt::format("multiple revisions start with '{}': {}", printable(text), named(here)),
                       "Write more of the id.");
    }

    Selection member(const RevisionId& id) const {
        if (in_branch(id)) return selected({id});
        return problem(fmt::format("revision {} is not a member of branch '{}'", id.text(), branch_name_),
                       fmt::format("Leave out '{}@', or name a revision of that branch.", branch_name_));
    }

    Selection unknown(std::string_view text) const {
        std::vector<std::string> names = graph_.labels();
        for (const Revision& revision : graph_.revisions()) names.push_back(revision.id.text());
        const std::string near = nearest_of(text, names);
        const std::string_view rule = text.size() < 4 ? "; a partial id has at least four characters" : "";
        return problem(fmt::format("can't locate revision identified by '{}'{}", printable(text), rule),
                       near.empty()
                           ? "Run `migrate history` for all ids, `migrate heads` for the newest."
                           : fmt::format("Did you mean '{}'? `migrate history` lists all ids.", near));
    }

    Selection walk(std::string_view symbol, int steps) {
        if (symbol.empty()) return steps < 0 ? walk_down_from_current(steps) : walk_up_from_current(steps);
        const Direction asked = std::exchange(direction_, Direction::any);  // base+2 does lead up
        Selection start = find_symbol(symbol);
        direction_ = asked;
        if (start.problem) return start;
        if (start.ids.size() > 1) {
            return problem(
                fmt::format("'{}' names several revisions: {}", printable(symbol), named(start.ids)),
                "Count from one of them.");
        }
        const auto from = start.ids.empty() ? std::nullopt : std::optional(start.ids.front());
        Selection end = steps < 0 ? walk_down(from, -steps) : walk_up(from, steps);
        end.walked.clear();
        return end;
    }

    Selection walk_up_from_current(int steps) const {
        if (direction_ == Direction::down) {
            return problem(fmt::format("+{} leads up", steps),
                           fmt::format("Did you mean `migrate up +{0}` or `migrate down -{0}`?", steps));
        }
        const Ids starts = starts_upwards();
        if (starts.size() > 1) {
            return problem(
                fmt::format("ambiguous upgrade from multiple current revisions: {}", named(starts)),
                fmt::format("Say which branch: `migrate up {}@+{}`.", starts.front().text(), steps));
        }
        return walk_up(starts.empty() ? std::nullopt : std::optional(starts.front()), steps);
    }

    /// The current heads of the branch; where it has none yet, the revisions that it will branch off from.
    Ids starts_upwards() const {
        Ids starts = in_branch(applied_);
        if (!starts.empty() || !branch_) return starts;
        RevisionSet active;
        for (const RevisionId& id : graph_.ancestors({applied_.begin(), applied_.end()})) {
            if (in_branch(id)) active.insert(id);
        }
        return graph_.heads_of(active);
    }

    Selection walk_down_from_current(int steps) const {
        if (direction_ == Direction::up) {
            return problem(fmt::format("{} leads down", steps),
                           fmt::format("Did you mean `migrate down {0}` or `migrate up +{1}`?", steps,
                                       -static_cast<long>(steps)));
        }
        const Ids starts = in_branch(applied_);
        if (starts.size() > 1) {
            return problem(
                fmt::format("{} is ambiguous: there are several current heads, {}", steps, named(starts)),
                fmt::format("Say which branch: `migrate down {}@{}`.", starts.front().text(), steps));
        }
        if (starts.empty() && steps < 0 && !stops_at_base_) {
            return problem(fmt::format("relative revision {} leads nowhere: nothing is applied", steps),
                           "Run `migrate current` to see where the database is.");
        }
        return walk_down(starts.empty() ? std::nullopt : std::optional(starts.front()), -steps);
    }

    Selection walk_up(std::optional<RevisionId> at, int steps) const {
        for (int step = 0; step < steps; ++step) {
            const Ids next = in_branch(at ? graph_.children(*at) : graph_.roots());
            if (next.empty() && stops_at_base_) break;
            if (next.empty()) return walked_too_far(steps, step, '+');
            if (next.size() > 1) return ambiguous_walk(at, next);
            at = next.front();
        }
        return at ? selected({*at}) : Selection{};
    }

    /// The last step may undo a merge and so end at several revisions.
    Selection walk_down(std::optional<RevisionId> from, int steps) const {
        Selection end = from ? selected({*from}) : Selection{};
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

    static Selection walked_too_far(int steps, int possible, char sign) {
        return problem(fmt::format("relative revision {0}{1} didn't produce {1} migrations: there are {2}",
                                   sign, steps, possible),
                       possible == 0 ? "Nothing lies that way."
                                     : fmt::format("At most {}{} is possible.", sign, possible));
    }

    static Selection ambiguous_walk(const std::optional<RevisionId>& at, const Ids& next) {
        return problem(fmt::format("ambiguous walk: {} leads to {}", at ? at->text() : "base", named(next)),
                       "Name the revision instead of counting steps, or say which branch: LABEL@+1.");
    }

    const RevisionGraph& graph_;
    const Ids& applied_;
    Direction direction_;
    bool stops_at_base_ = false;
    std::optional<RevisionId> branch_;
    std::string branch_name_;
    RevisionSet lineage_;
};

bool starts_with_sign(std::string_view text, char sign) {
    return !text.empty() && text.front() == sign;
}

}  // namespace

Selection select_revisions(const RevisionGraph& graph, const std::vector<RevisionId>& applied,
                           std::string_view selector, Direction direction) {
    return SelectorReader(graph, applied, direction).read(selector);
}

Selection select_range(const RevisionGraph& graph, const std::vector<RevisionId>& applied,
                       std::string_view range) {
    const std::size_t colon = range.find(':');
    if (colon == std::string_view::npos) {
        return problem("history range requires [start]:[end], [start]:, or :[end]",
                       "For example `migrate history -r base:head` or `migrate history -r -3:current`.");
    }
    const std::string_view lower_text = colon == 0 ? "base" : range.substr(0, colon);
    const std::string_view upper_text = colon + 1 == range.size() ? "heads" : range.substr(colon + 1);
    const auto read = [&](std::string_view text, const Ids& start) {
        return SelectorReader(graph, start, Direction::any).stop_at_base().read(text);
    };
    Selection lower, upper;
    if (starts_with_sign(lower_text, '-')) {
        upper = read(upper_text, applied);
        lower = read(lower_text, upper.ids);
    } else {
        lower = read(lower_text, applied);
        upper = read(upper_text, starts_with_sign(upper_text, '+') ? lower.ids : applied);
    }
    if (upper.problem) return upper;
    if (lower.problem) return lower;

    RevisionSet members = graph.ancestors({upper.ids.begin(), upper.ids.end()});
    if (!lower.ids.empty()) {
        const RevisionSet later = graph.descendants({lower.ids.begin(), lower.ids.end()});
        std::erase_if(members, [&](const RevisionId& id) { return !later.contains(id); });
        if (members.empty()) {
            return problem(
                fmt::format(
                    "requested range {} does not refer to ancestor/descendant revisions along the same branch",
                    printable(range)),
                "Write the older end first.");
        }
    }
    Ids ids = graph.order(members);
    std::ranges::reverse(ids);
    return selected(std::move(ids));
}

}  // namespace migrate

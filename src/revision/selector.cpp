#include "src/revision/selector.hpp"

#include "src/revision/selector_reader.hpp"
#include "src/revision/utf8.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace migrate {
namespace {

using Ids = std::vector<RevisionId>;

bool starts_with_sign(std::string_view text, char sign) {
    return !text.empty() && text.front() == sign;
}

/// The ends of a range; a problem of either is in `upper`.
struct RangeEnds {
    Selection lower;
    Selection upper;
};

RangeEnds read_ends(const RevisionGraph& graph, const Ids& applied, std::string_view lower_text,
                    std::string_view upper_text) {
    const auto read = [&](std::string_view text, const Ids& start) {
        return SelectorReader(graph, start, Direction::any).stop_at_base().read(text);
    };
    RangeEnds ends;
    if (starts_with_sign(lower_text, '-')) {
        ends.upper = read(upper_text, applied);
        ends.lower = read(lower_text, ends.upper.ids);
    } else {
        ends.lower = read(lower_text, applied);
        ends.upper = read(upper_text, starts_with_sign(upper_text, '+') ? ends.lower.ids : applied);
    }
    if (!ends.upper.problem) ends.upper.problem = ends.lower.problem;
    return ends;
}

}  // namespace

Selection Selection::of(std::vector<RevisionId> ids) {
    Selection selection;
    selection.ids = std::move(ids);
    return selection;
}

Selection Selection::refused(std::string message, std::string hint) {
    Selection selection;
    selection.problem = SelectorProblem{std::move(message), std::move(hint)};
    return selection;
}

Selection select_revisions(const RevisionGraph& graph, const std::vector<RevisionId>& applied,
                           std::string_view selector, Direction direction) {
    return SelectorReader(graph, applied, direction).read(selector);
}

Selection select_range(const RevisionGraph& graph, const std::vector<RevisionId>& applied,
                       std::string_view range) {
    const std::size_t colon = range.find(':');
    if (colon == std::string_view::npos) {
        return Selection::refused(
            "history range requires [start]:[end], [start]:, or :[end]",
            "For example `migrate history -r base:head` or `migrate history -r -3:current`.");
    }
    const auto [lower, upper] = read_ends(graph, applied, colon == 0 ? "base" : range.substr(0, colon),
                                          colon + 1 == range.size() ? "heads" : range.substr(colon + 1));
    if (upper.problem) return upper;

    RevisionSet members = graph.ancestors({upper.ids.begin(), upper.ids.end()});
    if (!lower.ids.empty()) {
        const RevisionSet later = graph.descendants({lower.ids.begin(), lower.ids.end()});
        std::erase_if(members, [&](const RevisionId& id) { return !later.contains(id); });
        if (members.empty()) {
            return Selection::refused(
                fmt::format(
                    "requested range {} does not refer to ancestor/descendant revisions along the same branch",
                    printable(range)),
                "Write the older end first.");
        }
    }
    Ids ids = graph.order(members);
    std::ranges::reverse(ids);
    return Selection::of(std::move(ids));
}

}  // namespace migrate

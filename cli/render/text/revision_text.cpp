#include "cli/render/text/revision_text.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

std::string join(const std::vector<RevisionId>& ids) {
    std::string text;
    for (const RevisionId& id : ids) text += (text.empty() ? "" : ", ") + id.text();
    return text;
}

std::string marks_of(const RevisionLine& line) {
    std::string marks;
    const auto mark = [&](bool holds, std::string_view word) {
        if (holds) marks += fmt::format(" ({})", word);
    };
    mark(!line.labels.empty(), fmt::format("{}", fmt::join(line.labels, ", ")));
    mark(line.head && !line.effective_head, "head");
    mark(line.effective_head, "effective head");
    mark(line.current, "current");
    mark(line.branch_point, "branchpoint");
    mark(line.merge_point, "mergepoint");
    mark(!line.known, "unknown to these files");
    return marks;
}

/// "parent, parent (dependency) -> id (head), message"
std::string history_line(const RevisionLine& line) {
    if (!line.known) return fmt::format("{}{}\n", line.id.text(), marks_of(line));
    const std::string parents = line.parents.empty() ? "<base>" : join(line.parents);
    const std::string dependencies =
        line.depends_on.empty() ? "" : fmt::format(" ({})", join(line.depends_on));
    return fmt::format("{}{} -> {}{}, {}\n", parents, dependencies, line.id.text(), marks_of(line),
                       line.message);
}

std::string block(const RevisionLine& line) {
    std::string text = fmt::format("Rev: {}{}\n", line.id.text(), marks_of(line));
    if (!line.known) return text + "\n";
    text += line.merge_point
                ? fmt::format("Merges: {}\n", join(line.parents))
                : fmt::format("Parent: {}\n", line.parents.empty() ? "<base>" : join(line.parents));
    if (!line.depends_on.empty()) text += fmt::format("Also depends on: {}\n", join(line.depends_on));
    if (line.branch_point) {
        std::vector<RevisionId> children;
        for (const auto& child : line.children) children.push_back(child.id);
        text += fmt::format("Branches into: {}\n", join(children));
    }
    if (!line.labels.empty()) text += fmt::format("Branch names: {}\n", fmt::join(line.labels, ", "));
    return text + fmt::format("Path: {}\n\n    {}\n\n", line.file, line.message);
}

std::string name(const RevisionLine& line) {
    return fmt::format("{}{}\n", line.id.text(), marks_of(line));
}

std::string with_children(const RevisionLine& line) {
    std::string text = name(line);
    const std::string blanks(line.id.text().size(), ' ');
    for (const auto& child : line.children)
        text += fmt::format("{} -> {}{}\n", blanks, child.id.text(), child.head ? " (head)" : "");
    return text + "\n";
}

std::string render(const RevisionLine& line, RevisionDetail detail) {
    switch (detail) {
        case RevisionDetail::name:
            return name(line);
        case RevisionDetail::block:
            return block(line);
        case RevisionDetail::children:
            return with_children(line);
        case RevisionDetail::line:
            break;
    }
    return history_line(line);
}

}  // namespace

std::string render_revisions_text(const std::vector<RevisionLine>& lines, RevisionDetail detail) {
    std::string text;
    for (const RevisionLine& line : lines) text += render(line, detail);
    return text;
}

}  // namespace migrate

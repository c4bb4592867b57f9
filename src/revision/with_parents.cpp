#include "src/revision/with_parents.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace migrate {

namespace {

bool is_toml(const Revision& revision) {
    return revision.file.ends_with(".toml");
}

std::string parents_line(const Revision& revision, const std::vector<RevisionId>& parents) {
    std::vector<std::string> ids;
    for (const RevisionId& id : parents)
        ids.push_back(is_toml(revision) ? fmt::format("\"{}\"", id.text()) : id.text());
    if (is_toml(revision)) return fmt::format("parents  = [{}]", fmt::join(ids, ", "));
    return fmt::format("-- parents:  {}", fmt::join(ids, ", "));
}

/// The offset where line `number` begins, counted from 1.
std::size_t offset_of_line(std::string_view text, int number) {
    std::size_t offset = 0;
    for (int line = 1; line < number && offset != std::string_view::npos; ++line) {
        offset = text.find('\n', offset);
        if (offset != std::string_view::npos) ++offset;
    }
    return std::min(offset, text.size());
}

bool names_parents(std::string_view line) {
    line.remove_prefix(std::min(line.find_first_not_of("- \t"), line.size()));
    return line.starts_with("parents");
}

}  // namespace

std::string with_parents(const Revision& revision, std::string_view text,
                         const std::vector<RevisionId>& parents) {
    const std::size_t start = offset_of_line(text, revision.parents_line);
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = text.substr(start, end - start);
    const std::string written = parents_line(revision, parents);
    if (!names_parents(line)) {
        const std::size_t behind = offset_of_line(text, revision.id_line + 1);
        return fmt::format("{}{}\n{}", text.substr(0, behind), written, text.substr(behind));
    }
    if (is_toml(revision) && line.find(']') == std::string_view::npos)
        throw Error(ExitCode::usage, "the list of parents spans several lines",
                    "Write it on one line, or change it by hand.")
            .at({.file = revision.file, .line = revision.parents_line});
    return fmt::format("{}{}{}", text.substr(0, start), written, text.substr(end));
}

}  // namespace migrate

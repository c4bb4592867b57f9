#include "src/revision/revision_file.hpp"

#include "src/base/checksum.hpp"
#include "src/revision/file_forms.hpp"
#include "src/revision/utf8.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace migrate {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

constexpr auto reserved_words = std::to_array<std::string_view>({"head", "heads", "base", "current"});

/// What keeps the name from being an id or a label, or "".
std::string fault_of_name(std::string_view name) {
    constexpr std::string_view signs_of_selectors = "@-+:,";
    if (name.empty()) return "is empty";
    if (name.size() > max_revision_id_bytes) {
        return fmt::format("is {} bytes long; {} are the most", name.size(), max_revision_id_bytes);
    }
    if (std::ranges::count(reserved_words, name) > 0) return "is a word of the selectors";
    for (const char c : name) {
        const auto code = static_cast<unsigned char>(c);
        if (signs_of_selectors.find(c) != std::string_view::npos)
            return fmt::format("holds the sign '{}'", c);
        if (code <= ' ' || code == 0x7f) return "holds a space or a control character";
    }
    return {};
}

void check_names(const Revision& revision, ProblemList& problems) {
    const auto check = [&](std::string_view what, std::string_view name) {
        const std::string fault = fault_of_name(name);
        if (fault.empty()) return;
        problems.add(ProblemKind::bad_revision_id, revision.id_line,
                     fmt::format("{} '{}' {}", what, name, fault));
    };
    check("revision id", revision.id.text());
    for (const std::string& label : revision.labels) check("label", label);
}

/// A merge joins branches and may well do nothing else.
void check_directions(const Revision& revision, ProblemList& problems) {
    if (problems.has(ProblemKind::malformed_file) || revision.parents.size() > 1) return;
    if (revision.up.empty() && revision.indexes.empty()) {
        problems.add(ProblemKind::empty_up, revision.id_line,
                     fmt::format("revision {} does nothing", revision.id.text()));
    }
    if (!revision.up.empty() && revision.down.empty() && revision.irreversible.empty()) {
        problems.add(ProblemKind::missing_down, revision.id_line,
                     fmt::format("revision {} has no way back", revision.id.text()));
    }
}

bool is_toml(std::string_view file) {
    return file.ends_with(".toml");
}

std::optional<Revision> parse_text(const RevisionSource& source, ProblemList& problems) {
    if (!source.error.empty()) {
        problems.add(ProblemKind::unreadable_file, 0, source.error);
        return std::nullopt;
    }
    if (const std::size_t bad = find_bad_byte(source.text); bad != std::string_view::npos) {
        const auto line =
            1 + std::count(source.text.begin(), source.text.begin() + static_cast<std::ptrdiff_t>(bad), '\n');
        const auto byte = static_cast<unsigned char>(source.text[bad]);
        problems.add(ProblemKind::not_utf8, static_cast<int>(line),
                     fmt::format("byte 0x{:02x} is no UTF-8 text", byte));
        return std::nullopt;
    }
    const bool marked = source.text.starts_with(byte_order_mark);
    const std::string text = source.text.substr(marked ? byte_order_mark.size() : 0);
    return is_toml(source.file) ? parse_toml_revision(text, problems) : parse_sql_revision(text, problems);
}

}  // namespace

ParsedRevision parse_revision(const RevisionSource& source) {
    ProblemList problems(source.file);
    std::optional<Revision> revision = parse_text(source, problems);
    if (revision) {
        revision->file = source.file;
        revision->checksum = checksum(source.text);
        check_names(*revision, problems);
        check_directions(*revision, problems);
        if (revision->id.empty()) revision.reset();
    }
    return {std::move(revision), std::move(problems).take()};
}

}  // namespace migrate

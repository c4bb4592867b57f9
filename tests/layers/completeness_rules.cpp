#include "tests/layers/completeness_rules.hpp"

#include <algorithm>

namespace migrate::layers {

const std::vector<Kind>& kinds() {
    static const std::vector<Kind> table{
        {"cli/commands",
         "command",
         {},
         {{"cli/command_line.cpp", "cli/commands/{name}.hpp", "its line in the table of commands"},
          {"tests/cli/{name}_test.cpp", "", "its test"},
          {"docs/commands.md", "migrate {words}", "its text, written by ./dev docs"}}},
        {"cli/render",
         "format",
         {"formats.cpp", "metrics.cpp", "report_formats.cpp"},
         {{"cli/render/formats.cpp", "cli/render/{name}.hpp", "its line in the table of formats"}}},
        {"cli/render/report",
         "format of reports",
         {},
         {{"cli/render/report_formats.cpp", "cli/render/report/{name}.hpp",
           "its line in the table of formats"}}},
    };
    return table;
}

namespace {

bool is_source(std::string_view path) {
    return path.ends_with(".cpp") || path.ends_with(".hpp");
}

/// The file name of `path` if it lies directly in `folder`, else "".
std::string_view name_in(std::string_view folder, std::string_view path) {
    if (!is_under(path, folder)) return {};
    path.remove_prefix(folder.size() + 1);
    return path.find('/') == std::string_view::npos ? path : std::string_view{};
}

/// The member that `path` makes in `kind`, or "" if it makes none.
std::string_view member_of(const Kind& kind, std::string_view path) {
    const auto file_name = name_in(kind.folder, path);
    if (!file_name.ends_with(".cpp")) return {};
    if (std::find(kind.others.begin(), kind.others.end(), file_name) != kind.others.end()) return {};
    return file_name.substr(0, file_name.rfind('.'));
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    if (const auto at = text.find(what); at != std::string::npos) text.replace(at, what.size(), with);
    return text;
}

std::string filled(std::string_view pattern, std::string_view member) {
    std::string words(member);
    std::replace(words.begin(), words.end(), '_', '-');
    return replaced(replaced(std::string(pattern), "{name}", member), "{words}", words);
}

/// What is missing of `place` for `member`; "" if nothing is.
std::string find_missing(const SourceTree& tree, const Place& place, std::string_view member) {
    const auto file = filled(place.file, member);
    const auto word = filled(place.word, member);
    const auto found = tree.find(file);
    if (found != tree.end() && (word.empty() || has_word(found->second, word))) return {};
    return std::string(place.what) + (word.empty() ? ", " + file : ", \"" + word + "\" in " + file);
}

}  // namespace

std::vector<Violation> find_missing_places(const SourceTree& tree) {
    std::vector<Violation> violations;
    for (const auto& [path, text] : tree) {
        for (const auto& kind : kinds()) {
            const auto member = member_of(kind, path);
            if (member.empty()) continue;
            for (const auto& place : kind.places) {
                const auto missing = find_missing(tree, place, member);
                if (!missing.empty()) {
                    violations.push_back({path, 0, "this " + std::string(kind.noun) + " lacks " + missing});
                }
            }
        }
    }
    return violations;
}

namespace {

/// "pool" and "fits_server" of checks/pool/fits_server.cpp; empty for what is no check.
struct CheckName {
    std::string_view group;
    std::string_view name;
};

CheckName check_name(std::string_view path) {
    constexpr std::string_view folder = "checks/";
    if (!path.starts_with(folder) || !path.ends_with(".cpp")) return {};
    path.remove_prefix(folder.size());
    const auto slash = path.find('/');
    if (slash == std::string_view::npos || path.ends_with("/checks.cpp")) return {};
    return {path.substr(0, slash),
            path.substr(slash + 1, path.size() - slash - 1 - std::string_view(".cpp").size())};
}

bool is_tested(const SourceTree& tree, const std::string& id) {
    return std::any_of(tree.begin(), tree.end(), [&](const auto& file) {
        const bool tests_checks =
            is_under(file.first, "tests/server/checks") || is_under(file.first, "tests/unit/checks");
        return tests_checks && file.second.find('"' + id + '"') != std::string::npos;
    });
}

}  // namespace

std::vector<Violation> find_unlisted_checks(const SourceTree& tree) {
    std::vector<Violation> violations;
    for (const auto& [path, text] : tree) {
        const auto [group, name] = check_name(path);
        if (name.empty()) continue;
        const std::string table = "checks/" + std::string(group) + "/checks.cpp";
        const std::string constant = std::string(group) + "_" + std::string(name);
        const std::string id = std::string(group) + "." + std::string(name);
        const auto listed = tree.find(table);
        if (listed == tree.end() || !has_word(listed->second, constant))
            violations.push_back(
                {path, 0,
                 "this check lacks its line in the table of its group, \"" + constant + "\" in " + table});
        if (!is_tested(tree, id))
            violations.push_back(
                {path, 0, "no test of tests/server/checks or tests/unit/checks mentions \"" + id + "\""});
    }
    return violations;
}

std::vector<Violation> find_unbuilt_sources(const SourceTree& tree) {
    const auto build_file = tree.find("CMakeLists.txt");
    const std::string_view listed = build_file == tree.end() ? "" : std::string_view(build_file->second);
    std::vector<Violation> violations;
    for (const auto& [path, text] : tree) {
        if (!path.ends_with(".cpp") || has_word(listed, path)) continue;
        violations.push_back({path, 0, "not named in CMakeLists.txt, so nothing builds it"});
    }
    return violations;
}

std::vector<Violation> find_long_files(const SourceTree& tree) {
    std::vector<Violation> violations;
    for (const auto& [path, text] : tree) {
        const auto length = lines_of(text).size();
        if (!is_source(path) || length <= max_lines) continue;
        violations.push_back({path, 0,
                              std::to_string(length) + " lines, " + std::to_string(max_lines) +
                                  " at most: give each of its reasons a file of its own"});
    }
    return violations;
}

}  // namespace migrate::layers

#include "cli/help.hpp"

#include "cli/render/text/table.hpp"
#include "src/base/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

bool is_shown(const CLI::Option* option) {
    return !option->get_group().empty();
}

bool is_positional(const CLI::Option* option) {
    return option->get_positional();
}

std::vector<const CLI::App*> subcommands(const CLI::App& app) {
    return app.get_subcommands([](const CLI::App* command) { return !command->get_group().empty(); });
}

/// "-q, --quiet", "--dir DIR", "[TARGET]"
std::string option_text(const CLI::Option& option) {
    if (is_positional(&option)) return option.get_name(true);
    std::vector<std::string> names;
    for (const std::string& name : option.get_snames()) names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
    const bool is_flag = option.get_items_expected_max() == 0;
    return fmt::format("{}{}{}", fmt::join(names, ", "), is_flag ? "" : " ",
                       is_flag ? "" : option.get_type_name());
}

std::string usage_line(const CLI::App& app) {
    std::string line = full_name(app);
    if (!subcommands(app).empty()) line += " COMMAND";
    for (const CLI::Option* option : app.get_options(is_positional)) {
        const std::string many = option->get_items_expected_max() > 1 ? "..." : "";
        const std::string name = option->get_name(true) + many;
        line += option->get_required() ? fmt::format(" {}", name) : fmt::format(" [{}]", name);
    }
    return line + " [OPTIONS]";
}

using Entries = std::vector<std::pair<std::string, Rows>>;

Rows& rows_of(Entries& groups, const std::string& group) {
    const auto found =
        std::find_if(groups.begin(), groups.end(), [&](const auto& entry) { return entry.first == group; });
    return found != groups.end() ? found->second : groups.emplace_back(group, Rows{}).second;
}

Entries entries_of(const CLI::App& app) {
    Entries groups;
    for (const CLI::App* command : subcommands(app))
        rows_of(groups, command->get_group()).push_back({command->get_name(), command->get_description()});
    for (const CLI::Option* option : app.get_options(is_shown)) {
        const std::string group = is_positional(option) ? "Arguments" : option->get_group();
        rows_of(groups, group).push_back({option_text(*option), option->get_description()});
    }
    // CLI11 has the help flag first; what it is for comes last.
    const auto last = std::find_if(groups.begin(), groups.end(), [&](const auto& entry) {
        return entry.first == app.get_help_ptr()->get_group();
    });
    if (last != groups.end()) std::rotate(last, last + 1, groups.end());
    return groups;
}

std::size_t widest_first_cell(const Entries& groups) {
    std::size_t width = 0;
    for (const auto& [name, rows] : groups) {
        for (const auto& row : rows) width = std::max(width, display_width(row.front()));
    }
    return width;
}

std::string aliases_line(const CLI::App& app) {
    return app.get_aliases().empty() ? "" : fmt::format("Also called {}.\n", list_of(app.get_aliases()));
}

std::string command_markdown(const CLI::App& app, std::string_view marks) {
    std::string text = fmt::format("{} {}\n\n{}\n{}\n    {}\n", marks, full_name(app), app.get_description(),
                                   aliases_line(app), usage_line(app));
    for (const auto& [group, rows] : entries_of(app)) {
        if (!subcommands(app).empty() && group.empty()) continue;
        text += "\n";
        for (const auto& row : rows) text += fmt::format("- `{}`: {}\n", row[0], row[1]);
    }
    for (const CLI::App* command : subcommands(app))
        text += "\n" + command_markdown(*command, fmt::format("{}#", marks));
    return text;
}

}  // namespace

std::string full_name(const CLI::App& app) {
    const CLI::App* parent = app.get_parent();
    return parent == nullptr ? app.get_name() : fmt::format("{} {}", full_name(*parent), app.get_name());
}

std::string render_help(const CLI::App& app) {
    std::string text =
        fmt::format("{}\n{}\nusage: {}\n", app.get_description(), aliases_line(app), usage_line(app));
    const Entries groups = entries_of(app);
    const std::size_t width = widest_first_cell(groups);
    for (const auto& [group, rows] : groups) {
        text += fmt::format("\n{}\n", group);
        for (const auto& row : rows) text += fmt::format("  {}  {}\n", padded(row[0], width), row[1]);
    }
    text += app.get_parent() == nullptr
                ? "\n`migrate COMMAND --help` shows one command, `migrate explain` explains.\n"
                : "\n`migrate --help` shows the options of every command.\n";
    return text;
}

std::string render_commands_markdown(const CLI::App& app) {
    std::string text = "# Commands\n\nGlobal options stand before or after the command.\n";
    for (const auto& [group, rows] : entries_of(app)) {
        text += fmt::format("\n**{}**\n\n", group);
        for (const auto& row : rows) text += fmt::format("- `{}`: {}\n", row[0], row[1]);
    }
    for (const CLI::App* command : subcommands(app)) text += "\n" + command_markdown(*command, "##");
    return text;
}

CLI::Validator one_of(const std::vector<std::string>& words) {
    return {[words](const std::string& word) -> std::string {
                if (std::find(words.begin(), words.end(), word) != words.end()) return "";
                const std::string meant = nearest_of(word, words);
                return fmt::format("{} is none of {}{}", word, list_of(words, "or"),
                                   meant.empty() ? "" : fmt::format("; did you mean {}?", meant));
            },
            ""};
}

}  // namespace migrate

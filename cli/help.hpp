#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

namespace migrate {

/// "migrate sandbox run".
std::string full_name(const CLI::App& app);

/// The help of the program or of one command. Our own words and layout, since CLI11's differ between its
/// releases and docs/commands.md is compared with them.
std::string render_help(const CLI::App& app);

/// docs/commands.md: every command with its arguments and options.
std::string render_commands_markdown(const CLI::App& app);

/// Accepts the words only; the message says which one was meant.
CLI::Validator one_of(const std::vector<std::string>& words);

}  // namespace migrate

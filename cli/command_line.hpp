#pragma once

#include "cli/global_options.hpp"
#include "src/base/exit_code.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace migrate {

class CommandContext;

/// What the command line asks for; it runs after parsing, so that nothing but main() decides on exit codes.
using Command = std::function<ExitCode(CommandContext&)>;

/// Fills `options` and returns the command. Errors: ExitCode::usage, saying what was meant.
Command parse_command_line(const std::vector<std::string>& arguments, GlobalOptions& options);

/// The whole command line as CLI11 sees it: `explain` and `completion` are written from it.
std::shared_ptr<CLI::App> build_app(GlobalOptions& options, Command& chosen);

}  // namespace migrate

#pragma once

#include "cli/command_line.hpp"

#include <memory>

#include <CLI/CLI.hpp>

namespace migrate {

/// When `command` is parsed, running it with its options becomes the chosen command.
template <typename Options>
void choose(CLI::App& command, Command& chosen, const std::shared_ptr<Options>& options,
            ExitCode (*run)(CommandContext&, const Options&)) {
    command.callback([options, run, &chosen] {
        chosen = [options, run](CommandContext& context) { return run(context, *options); };
    });
}

/// The same for a command without options of its own.
inline void choose(CLI::App& command, Command& chosen, ExitCode (*run)(CommandContext&)) {
    command.callback([run, &chosen] { chosen = run; });
}

}  // namespace migrate

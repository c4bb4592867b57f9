#pragma once

#include <atomic>
#include <map>
#include <string>
#include <vector>

namespace migrate {

/// How a program ended and what it wrote.
struct ProgramOutput {
    int exit_code =
        0;  ///< as shells say it: 128 + the signal that ended it, 127 when there is no such program
    std::string output;
    std::string errors;
};

/// Runs a program (looked up in PATH) that asks nothing, and waits for it; `environment` is added to ours.
/// When `stop` becomes true it is asked to end. Errors: ExitCode::usage when no process can be made.
ProgramOutput read_program(const std::vector<std::string>& command,
                           const std::map<std::string, std::string>& environment = {},
                           const std::atomic<bool>* stop = nullptr);

}  // namespace migrate

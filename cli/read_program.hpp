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

struct ProgramOptions {
    std::map<std::string, std::string> environment;  ///< added to ours
    std::string input;                               ///< what it reads on stdin
    const std::atomic<bool>* stop = nullptr;         ///< when it becomes true the program is asked to end
};

/// Runs a program (looked up in PATH) that asks nothing, and waits for it. Errors: ExitCode::usage when no
/// process can be made.
ProgramOutput read_program(const std::vector<std::string>& command, const ProgramOptions& options = {});

}  // namespace migrate

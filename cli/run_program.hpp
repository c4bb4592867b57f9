#pragma once

#include <map>
#include <string>
#include <vector>

namespace migrate {

/// Runs a program (looked up in PATH) with arguments on our own terminal and waits for it. Returns its exit
/// code; 128 + the signal that ended it, as shells do. Meanwhile Ctrl-C is the program's affair.
/// 127 when there is no such program. Errors: ExitCode::usage when no process can be made.
int run_program(const std::vector<std::string>& command,
                const std::map<std::string, std::string>& environment = {});

}  // namespace migrate

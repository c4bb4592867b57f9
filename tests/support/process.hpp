#pragma once

#include "src/sandbox/descriptor.hpp"

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace migrate::test {

struct ProcessOptions {
    std::map<std::string, std::optional<std::string>>
        environment;                            ///< added to this program's; nothing: taken out
    std::string input;                          ///< what it reads on stdin
    std::chrono::milliseconds timeout{60'000};  ///< run() kills it then
};

/// How a program ended: by itself (exit_code) or by a signal (signal not 0, exit_code -1).
struct ProcessResult {
    std::string output;
    std::string errors;
    int exit_code = -1;
    int signal = 0;
    bool timed_out = false;
};

/// A program in the background. It never outlives this object.
class Process {
  public:
    /// `command`: program (looked up in PATH) and arguments.
    static Process start(const std::vector<std::string>& command, const ProcessOptions& options = {});
    Process(Process&& other) noexcept;
    Process& operator=(Process&&) = delete;
    ~Process();

    pid_t pid() const { return pid_; }
    void kill(int signal) const;
    /// Nothing where it still runs after `timeout`.
    std::optional<ProcessResult> wait(std::chrono::milliseconds timeout);
    /// What it has written so far.
    std::string output() const;
    std::string errors() const;

  private:
    Process() = default;

    pid_t pid_ = 0;
    Descriptor output_;
    Descriptor errors_;
    std::optional<ProcessResult> result_;
};

/// Runs a program to its end.
ProcessResult run(const std::vector<std::string>& command, const ProcessOptions& options = {});

/// The `migrate` program: $MIGRATE_BINARY, else the one of this build.
std::filesystem::path migrate_binary();

}  // namespace migrate::test

#include "cli/run_program.hpp"

#include "src/base/error.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

namespace migrate {

namespace {

constexpr int cannot_start = 127;  // as shells say it

[[noreturn]] void become(std::vector<char*> arguments,
                         const std::map<std::string, std::string>& environment) {
    for (const int signal : {SIGINT, SIGQUIT, SIGPIPE}) std::signal(signal, SIG_DFL);
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    execvp(arguments.front(), arguments.data());
    fmt::print(stderr, "cannot run {}: {}\n", arguments.front(), std::strerror(errno));
    _exit(cannot_start);
}

int wait_for(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    constexpr int signal_base = 128;
    return WIFEXITED(status) ? WEXITSTATUS(status) : signal_base + WTERMSIG(status);
}

}  // namespace

int run_program(const std::vector<std::string>& command,
                const std::map<std::string, std::string>& environment) {
    std::vector<std::string> words = command;
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const auto old_interrupt = std::signal(SIGINT, SIG_IGN);
    const auto old_quit = std::signal(SIGQUIT, SIG_IGN);
    const pid_t child = fork();
    if (child == 0) become(std::move(arguments), environment);
    const int code = child > 0 ? wait_for(child) : -1;
    std::signal(SIGINT, old_interrupt);
    std::signal(SIGQUIT, old_quit);
    if (child < 0)
        throw Error(ExitCode::usage,
                    fmt::format("cannot start {}: {}", command.front(), std::strerror(errno)));
    return code;
}

}  // namespace migrate

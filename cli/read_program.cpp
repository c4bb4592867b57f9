#include "cli/read_program.hpp"

#include "src/base/error.hpp"
#include "src/sandbox/descriptor.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace migrate {

namespace {

constexpr int no_such_program = 127;
constexpr int ended_by_signal = 128;
constexpr int look_every = 100;  // milliseconds

struct Pipe {
    Descriptor reader;
    Descriptor writer;
};

Pipe make_pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
        throw Error(ExitCode::usage, fmt::format("cannot make a pipe: {}", std::strerror(errno)));
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

/// A file in memory that holds the text, to be read from its start: a pipe would have to be filled while the
/// program writes.
Descriptor file_of(const std::string& text) {
    Descriptor file(memfd_create("input", MFD_CLOEXEC));
    const bool written = file &&
                         write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                         lseek(file.get(), 0, SEEK_SET) == 0;
    if (!written)
        throw Error(ExitCode::usage, fmt::format("cannot hand text to a program: {}", std::strerror(errno)));
    return file;
}

[[noreturn]] void become_program(const std::vector<char*>& arguments,
                                 const std::map<std::string, std::string>& environment, int input, int output,
                                 int errors) {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) std::signal(signal, SIG_DFL);
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    dup2(input, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(errors, STDERR_FILENO);
    execvp(arguments.front(), arguments.data());
    fmt::print(stderr, "cannot run {}: {}\n", arguments.front(), std::strerror(errno));
    std::fflush(stderr);
    _exit(no_such_program);
}

/// Appends what has come; closes the descriptor at the end of it.
void read_some(Descriptor& from, std::string& to) {
    std::array<char, 65'536> buffer{};
    const ssize_t count = read(from.get(), buffer.data(), buffer.size());
    if (count > 0)
        to.append(buffer.data(), static_cast<std::size_t>(count));
    else if (count == 0 || errno != EINTR)
        from.close();
}

bool is_set(const std::atomic<bool>* flag) {
    return flag != nullptr && flag->load();
}

/// Until both streams have ended.
void read_streams(Descriptor& output, Descriptor& errors, ProgramOutput& to, pid_t child,
                  const std::atomic<bool>* stop) {
    bool asked = false;
    while (output || errors) {
        std::array<pollfd, 2> streams{{{output.get(), POLLIN, 0}, {errors.get(), POLLIN, 0}}};
        const int ready = poll(streams.data(), streams.size(), look_every);
        if (is_set(stop) && !asked) asked = kill(child, SIGTERM) == 0;
        if (ready <= 0) continue;
        if (streams[0].revents != 0) read_some(output, to.output);
        if (streams[1].revents != 0) read_some(errors, to.errors);
    }
}

int end_of(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : ended_by_signal + WTERMSIG(status);
}

}  // namespace

ProgramOutput read_program(const std::vector<std::string>& command, const ProgramOptions& options) {
    std::vector<std::string> words = command;
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const Descriptor input = file_of(options.input);
    Pipe output = make_pipe();
    Pipe errors = make_pipe();
    const pid_t child = fork();
    if (child == 0)
        become_program(arguments, options.environment, input.get(), output.writer.get(), errors.writer.get());
    if (child < 0)
        throw Error(ExitCode::usage,
                    fmt::format("cannot start {}: {}", command.front(), std::strerror(errno)));
    output.writer.close();
    errors.writer.close();
    ProgramOutput result;
    read_streams(output.reader, errors.reader, result, child, options.stop);
    result.exit_code = end_of(child);
    return result;
}

}  // namespace migrate

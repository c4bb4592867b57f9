#include "tests/support/terminal_process.hpp"

#include "src/sandbox/system_call.hpp"

#include <array>
#include <csignal>
#include <cstdlib>
#include <utility>

#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace migrate::test {

namespace {

[[noreturn]] void become(std::vector<std::string> command, const ProcessOptions& options) {
    for (const auto& [name, value] : options.environment) {
        if (value)
            ::setenv(name.c_str(), value->c_str(), 1);
        else
            ::unsetenv(name.c_str());
    }
    std::vector<char*> arguments;
    for (std::string& word : command) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ::execvp(arguments.front(), arguments.data());
    ::_exit(127);
}

}  // namespace

TerminalProcess TerminalProcess::start(const std::vector<std::string>& command,
                                       const TerminalOptions& options) {
    const winsize size{.ws_row = options.rows, .ws_col = options.columns};
    TerminalProcess process;
    int terminal = -1;
    process.pid_ = checked(::forkpty(&terminal, nullptr, nullptr, &size), "make a terminal");
    if (process.pid_ == 0) become(command, options.process);
    process.terminal_ = Descriptor(terminal);
    checked(::fcntl(terminal, F_SETFL, O_NONBLOCK), "read a terminal without waiting");
    checked(::fcntl(terminal, F_SETFD, FD_CLOEXEC), "keep a terminal to this program");
    return process;
}

TerminalProcess::TerminalProcess(TerminalProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, 0)),
      terminal_(std::move(other.terminal_)),
      output_(std::move(other.output_)),
      status_(other.status_) {}

TerminalProcess::~TerminalProcess() {
    if (pid_ == 0 || status_) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
}

void TerminalProcess::type(std::string_view keys) const {
    checked(static_cast<int>(::write(terminal_.get(), keys.data(), keys.size())), "type on a terminal");
}

void TerminalProcess::resize(unsigned short columns, unsigned short rows) const {
    const winsize size{.ws_row = rows, .ws_col = columns};
    checked(::ioctl(terminal_.get(), TIOCSWINSZ, &size), "resize a terminal");
}

const std::string& TerminalProcess::output() {
    std::array<char, 4096> buffer{};
    while (true) {
        const ssize_t count = ::read(terminal_.get(), buffer.data(), buffer.size());
        if (count <= 0) return output_;
        output_.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

bool TerminalProcess::comes_to_say(std::string_view text, std::chrono::milliseconds timeout) {
    return poll_until(timeout, [&] { return output().find(text) != std::string::npos; });
}

bool TerminalProcess::has_ended() {
    output();  // a program that fills the terminal's buffer waits for its reader
    int status = 0;
    if (!status_ && ::waitpid(pid_, &status, WNOHANG) == pid_) status_ = status;
    return status_.has_value();
}

std::optional<int> TerminalProcess::wait(std::chrono::milliseconds timeout) {
    if (!poll_until(timeout, [&] { return has_ended(); }) || !WIFEXITED(*status_)) return std::nullopt;
    output();
    return WEXITSTATUS(*status_);
}

}  // namespace migrate::test

#include "tests/support/process.hpp"

#include "src/sandbox/system_call.hpp"

#include <array>
#include <csignal>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace migrate::test {

namespace {

/// A file without a name: unlike a pipe it never fills up, so nobody has to read while the program runs.
Descriptor make_buffer(std::string_view content = {}) {
    Descriptor buffer(checked(::memfd_create("process", MFD_CLOEXEC), "make a buffer"));
    checked(static_cast<int>(::pwrite(buffer.get(), content.data(), content.size(), 0)), "fill a buffer");
    return buffer;
}

std::string read_buffer(const Descriptor& buffer) {
    struct stat status {};
    checked(::fstat(buffer.get(), &status), "read a program's output");
    std::string text(static_cast<std::size_t>(status.st_size), '\0');
    checked(static_cast<int>(::pread(buffer.get(), text.data(), text.size(), 0)), "read a program's output");
    return text;
}

std::vector<std::string> build_environment(const ProcessOptions& options) {
    std::vector<std::string> variables;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        const std::string text = *variable;
        if (options.environment.count(text.substr(0, text.find('='))) == 0) variables.push_back(text);
    }
    for (const auto& [name, value] : options.environment)
        if (value) variables.push_back(fmt::format("{}={}", name, *value));
    return variables;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

pid_t spawn(std::vector<std::string> command, std::vector<std::string> environment,
            const std::array<int, 3>& streams) {
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    for (int stream = 0; stream < 3; ++stream)
        ::posix_spawn_file_actions_adddup2(&actions, streams[static_cast<std::size_t>(stream)], stream);
    pid_t pid = 0;
    errno = ::posix_spawnp(&pid, command.front().c_str(), &actions, nullptr, pointers_to(command).data(),
                           pointers_to(environment).data());
    ::posix_spawn_file_actions_destroy(&actions);
    if (errno != 0) throw system_error("run " + command.front());
    return pid;
}

}  // namespace

Process Process::start(const std::vector<std::string>& command, const ProcessOptions& options) {
    Process process;
    const auto input = make_buffer(options.input);
    process.output_ = make_buffer();
    process.errors_ = make_buffer();
    process.pid_ = spawn(command, build_environment(options),
                         {input.get(), process.output_.get(), process.errors_.get()});
    return process;
}

Process::Process(Process&& other) noexcept
    : pid_(std::exchange(other.pid_, 0)),
      output_(std::move(other.output_)),
      errors_(std::move(other.errors_)),
      result_(std::move(other.result_)) {}

Process::~Process() {
    if (pid_ == 0 || result_) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
}

void Process::kill(int signal) const {
    if (!result_) ::kill(pid_, signal);
}

std::optional<ProcessResult> Process::wait(std::chrono::milliseconds timeout) {
    int status = 0;
    if (result_ || !poll_until(timeout, [&] { return ::waitpid(pid_, &status, WNOHANG) == pid_; }))
        return result_;
    result_ = ProcessResult{output(), errors()};
    if (WIFEXITED(status)) result_->exit_code = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) result_->signal = WTERMSIG(status);
    return result_;
}

std::string Process::output() const {
    return read_buffer(output_);
}
std::string Process::errors() const {
    return read_buffer(errors_);
}

ProcessResult run(const std::vector<std::string>& command, const ProcessOptions& options) {
    auto process = Process::start(command, options);
    if (auto result = process.wait(options.timeout)) return *result;
    process.kill(SIGKILL);
    constexpr std::chrono::seconds patience_with_the_kernel(10);
    auto result = process.wait(patience_with_the_kernel).value();
    result.timed_out = true;
    return result;
}

std::filesystem::path migrate_binary() {
    const char* named = std::getenv("MIGRATE_BINARY");
    return named != nullptr ? named : MIGRATE_BUILT_BINARY;
}

}  // namespace migrate::test

#include "src/sandbox/server.hpp"

#include "src/sandbox/descriptor.hpp"
#include "src/sandbox/system_call.hpp"

#include <algorithm>
#include <array>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <fstream>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace migrate {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t shown_log_lines = 15;
constexpr std::chrono::milliseconds patience_with_a_signal(5000);

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

/// Nothing of the caller's environment steers the server, except where it finds shared libraries.
std::vector<std::string> server_environment() {
    std::vector<std::string> environment{"LC_ALL=C", "TZ=UTC", "PATH=/usr/bin:/bin"};
    if (const char* libraries = std::getenv("LD_LIBRARY_PATH"); libraries != nullptr)
        environment.push_back(fmt::format("LD_LIBRARY_PATH={}", libraries));
    return environment;
}

/// C.UTF-8 sorts as C does and knows letters beyond ASCII; not every system has it.
const char* cluster_locale() {
    const locale_t known = ::newlocale(LC_ALL_MASK, "C.UTF-8", nullptr);
    if (known == nullptr) return "C";
    ::freelocale(known);
    return "C.UTF-8";
}

std::vector<std::string> read_lines(const fs::path& file) {
    std::ifstream in(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

/// A line of postgresql.conf from "name=value".
std::string configuration_line(std::string_view setting) {
    const auto equals = setting.find('=');
    if (equals == std::string_view::npos || equals == 0)
        throw Error(ExitCode::usage, fmt::format("setting '{}' is not of the form name=value", setting));
    std::string value;
    for (const char letter : setting.substr(equals + 1))
        value += letter == '\'' ? "''" : std::string(1, letter);
    return fmt::format("{} = '{}'\n", setting.substr(0, equals), value);
}

/// The child's side of spawn(): ends when `parent` does, output to `log`. Only returns where exec failed.
void become_program(char* const* arguments, char* const* environment, pid_t parent, int log) {
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    if (::getppid() != parent) return;
    ::dup2(log, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    ::execve(arguments[0], arguments, environment);
    ::perror(arguments[0]);
}

}  // namespace

Server::Server(ServerPlan plan) : plan_(std::move(plan)), directory_(plan_.parent) {
    make_cluster();
    write_settings();
}

Server::~Server() {
    stop(SIGINT);
}

void Server::make_cluster() const {
    const fs::path password_file = directory() / "password";
    std::vector<std::string> command{plan_.binaries.program("initdb"),
                                     "--pgdata=" + (directory() / "data").string(),
                                     "--username=postgres",
                                     "--encoding=UTF8",
                                     fmt::format("--locale={}", cluster_locale()),
                                     "--no-sync",
                                     "--auth-local=trust"};
    if (plan_.password.empty()) {
        command.emplace_back("--auth-host=reject");
    } else {
        std::ofstream(password_file) << plan_.password << '\n';
        command.insert(command.end(), {"--auth-host=scram-sha-256", "--pwfile=" + password_file.string()});
    }
    const pid_t initdb = spawn(command);
    int status = -1;
    const bool ended = poll_until(plan_.patience, [&] { return ::waitpid(initdb, &status, WNOHANG) != 0; });
    if (!ended) ::kill(initdb, SIGKILL);
    fs::remove(password_file);
    if (!ended || status != 0) throw failure("initdb could not make a database cluster");
}

void Server::write_settings() const {
    std::ofstream file(directory() / "data" / "postgresql.conf", std::ios::app);
    for (const auto& setting : plan_.settings) file << configuration_line(setting);
    file << configuration_line("unix_socket_directories=" + directory().string());
}

pid_t Server::spawn(const std::vector<std::string>& command) const {
    auto words = command;
    auto environment = server_environment();
    const auto arguments = pointers_to(words), variables = pointers_to(environment);
    const Descriptor log(checked(::open((directory() / "server.log").c_str(),
                                        O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR),
                                 "open the server's log"));
    const pid_t parent = ::getpid();
    const pid_t child = checked(::fork(), "start " + command.front());
    if (child != 0) return child;
    become_program(arguments.data(), variables.data(), parent, log.get());
    ::_exit(127);
}

void Server::start() {
    if (running()) throw Error(ExitCode::usage, "the sandbox's server is running already");
    if (!wait_until_alone(plan_.patience)) throw failure("processes of the server's last run do not end");
    postmaster_ = spawn({plan_.binaries.program("postgres"), "-D", directory() / "data"});
    has_children_ = true;
    poll_until(plan_.patience, [this] {
        reap();
        return !running() || ready();
    });
    const bool alive = running();
    if (alive && ready()) return;
    stop(SIGQUIT);
    throw failure(alive ? "the sandbox's server is not ready in time" : "the sandbox's server did not start");
}

/// The postmaster writes its state into the eighth line of its pid file, and its pid into the first.
bool Server::ready() const {
    const auto lines = read_lines(directory() / "data" / "postmaster.pid");
    return lines.size() >= 8 && lines[0] == std::to_string(postmaster_) && lines[7].rfind("ready", 0) == 0;
}

void Server::stop(int signal) {
    constexpr std::array<int, 3> signals{SIGINT, SIGQUIT, SIGKILL};
    for (auto next = std::find(signals.begin(), signals.end(), signal); running() && next != signals.end();
         ++next) {
        ::kill(postmaster_, *next);
        poll_until(patience_with_a_signal, [this] {
            reap();
            return !running();
        });
    }
    wait_until_alone(patience_with_a_signal);
}

void Server::reap() {
    pid_t ended = 0;
    while ((ended = ::waitpid(-1, nullptr, WNOHANG)) > 0)
        if (ended == postmaster_) postmaster_ = 0;
    has_children_ = ended == 0;
}

/// Backends outlive a killed postmaster for a moment; as their new parent this process can wait for them.
bool Server::wait_until_alone(std::chrono::milliseconds patience) {
    return poll_until(patience, [this] {
        reap();
        return !has_children_;
    });
}

Error Server::failure(std::string_view what) const {
    auto lines = read_lines(directory() / "server.log");
    if (lines.size() > shown_log_lines) lines.erase(lines.begin(), lines.end() - shown_log_lines);
    return Error(ExitCode::unreachable, std::string(what)).with_details(std::move(lines));
}

}  // namespace migrate

#include "src/sandbox/sandbox.hpp"

#include "src/base/error.hpp"
#include "src/sandbox/system_call.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/process.hpp"
#include "tests/support/test_server.hpp"
#include "tests/support/variable.hpp"

#include <array>
#include <csignal>
#include <cstdlib>
#include <memory>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace migrate;
using namespace migrate::test;
namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds patience(30'000);

/// Neither running nor a zombie that nobody has waited for.
bool is_gone(pid_t pid) {
    return ::kill(pid, 0) == -1 && errno == ESRCH;
}

bool ends_with_nothing_left(pid_t process, const fs::path& directory) {
    return poll_until(patience, [&] { return is_gone(process) && !fs::exists(directory); });
}

struct Witness {
    pid_t keeper, postmaster;
    std::array<char, 200> directory;
};

/// A process that starts a sandbox and then waits to be ended from outside; calls `last_deed` with it first.
template <class Deed>
pid_t fork_owner(Witness& seen, Deed last_deed) {
    std::array<int, 2> line{};
    checked(::pipe(line.data()), "make a pipe");
    const pid_t owner = checked(::fork(), "fork");
    if (owner == 0) {
        for (const int signal : {SIGINT, SIGTERM})
            ::signal(signal, SIG_DFL);  // as an ordinary program; Catch2 has its own
        auto sandbox = std::make_unique<Sandbox>(Sandbox::start(fast_sandbox()));
        Witness witness{sandbox->keeper(), sandbox->postmaster(), {}};
        sandbox->socket_directory().string().copy(witness.directory.data(), witness.directory.size() - 1);
        const bool told = ::write(line[1], &witness, sizeof witness) == sizeof witness;
        if (told) last_deed(sandbox);
        ::_exit(0);
    }
    ::close(line[1]);
    const auto got = ::read(line[0], &seen, sizeof seen);
    ::close(line[0]);
    REQUIRE(got == sizeof seen);
    return owner;
}

void wait_for(pid_t pid) {
    ::waitpid(pid, nullptr, 0);
}

}  // namespace

TEST_CASE("a sandbox answers on its socket, in UTF-8, without syncing, and not on TCP") {
    auto& sandbox = test_server();
    CHECK(psql(sandbox.url(), "SHOW server_encoding") == "UTF8");
    CHECK(psql(sandbox.url(), "SHOW fsync") == "off");
    CHECK(psql(sandbox.url(), "SHOW listen_addresses").empty());
    CHECK(psql(sandbox.url(), "SELECT current_user, inet_server_addr() IS NULL") == "postgres|t");
    CHECK(sandbox.url("a b") ==
          "postgresql:///a%20b?host=" + sandbox.socket_directory().string() + "&port=5432&user=postgres");
}

TEST_CASE("a sandbox's URL leads to it whatever port the environment names") {
    const Variable port("PGPORT", "1");
    CHECK(psql(test_server().url(), "SELECT 1") == "1");
}

TEST_CASE("nobody but its user enters a sandbox's directory, and root does not run the server") {
    struct stat status {};
    REQUIRE(::stat(test_server().socket_directory().c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0700);
    CHECK(status.st_uid != 0);
}

TEST_CASE("settings of the caller win over the sandbox's own, and quotes in them survive") {
    const auto sandbox =
        Sandbox::start({.settings = {"max_connections=17", "cluster_name=it's"}, .durable = true});
    CHECK(psql(sandbox.url(), "SHOW max_connections") == "17");
    CHECK(psql(sandbox.url(), "SHOW cluster_name") == "it's");
    CHECK(psql(sandbox.url(), "SHOW fsync") == "on");
    CHECK(psql(sandbox.url(), "SHOW full_page_writes") == "on");
}

TEST_CASE("over TCP a sandbox wants its password") {
    const auto sandbox = Sandbox::start({.tcp = true});
    CHECK(psql(sandbox.tcp_url(), "SELECT inet_server_port()") == std::to_string(sandbox.port()));
    CHECK(psql(sandbox.url(), "SELECT 1") == "1");
    const auto guess = fmt::format("postgresql://postgres:guess@127.0.0.1:{}/postgres", sandbox.port());
    CHECK_THROWS_AS(psql(guess, "SELECT 1"), Error);
}

TEST_CASE("a sandbox killed at once keeps what was committed and starts again at the same URL") {
    auto sandbox = Sandbox::start(fast_sandbox());
    const auto url = sandbox.url();
    psql(url, "CREATE TABLE kept (n integer); INSERT INTO kept VALUES (7)");
    const auto first = sandbox.postmaster();
    sandbox.kill_immediately();
    CHECK(is_gone(first));
    CHECK_THROWS_AS(psql(url, "SELECT 1"), Error);
    sandbox.start_again();
    CHECK(psql(url, "SELECT n FROM kept") == "7");
}

TEST_CASE("a postmaster that somebody kills can be started again") {
    auto sandbox = Sandbox::start(fast_sandbox());
    ::kill(sandbox.postmaster(), SIGKILL);
    REQUIRE(poll_until(patience, [&] { return is_gone(sandbox.postmaster()); }));
    sandbox.start_again();
    CHECK(psql(sandbox.url(), "SELECT 1") == "1");
}

TEST_CASE("stopping a sandbox leaves no process and no file") {
    auto sandbox = Sandbox::start(fast_sandbox());
    const auto postmaster = sandbox.postmaster(), keeper = sandbox.keeper();
    sandbox.stop();
    CHECK(is_gone(postmaster));
    CHECK(is_gone(keeper));
    CHECK_FALSE(fs::exists(sandbox.socket_directory()));
}

TEST_CASE("however an owner ends, its server and its directory go") {
    const int signal = GENERATE(SIGKILL, SIGINT, SIGTERM);
    CAPTURE(signal);
    Witness seen{};
    const auto owner = fork_owner(seen, [](auto&) { ::pause(); });
    REQUIRE_FALSE(is_gone(seen.postmaster));
    REQUIRE(fs::exists(seen.directory.data()));
    ::kill(owner, signal);
    wait_for(owner);
    CHECK(ends_with_nothing_left(seen.postmaster, seen.directory.data()));
    CHECK(poll_until(patience, [&] { return is_gone(seen.keeper); }));
}

TEST_CASE("an owner that leaves by an exception or forgets its sandbox takes the server along") {
    Witness seen{};
    SECTION("exception") {
        wait_for(fork_owner(seen, [](auto& sandbox) {
            try {
                const auto going = std::move(sandbox);
                throw 1;
            } catch (int) {
            }
        }));
    }
    SECTION("no destructor runs") {
        wait_for(fork_owner(seen, [](auto&) { ::_exit(3); }));
    }
    CHECK(ends_with_nothing_left(seen.postmaster, seen.directory.data()));
}

TEST_CASE("signals to the keeper do not disturb it, and a killed keeper takes the server along") {
    auto sandbox = std::make_unique<Sandbox>(Sandbox::start(fast_sandbox()));
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::kill(sandbox->keeper(), signal);
    CHECK(psql(sandbox->url(), "SELECT 1") == "1");
    const auto postmaster = sandbox->postmaster();
    const auto directory = sandbox->socket_directory();
    ::kill(sandbox->keeper(), SIGKILL);
    CHECK(poll_until(patience, [&] { return is_gone(postmaster); }));
    sandbox.reset();
    CHECK_FALSE(fs::exists(directory));
}

TEST_CASE("the keeper holds none of its owner's files open") {
    std::array<int, 2> line{};
    REQUIRE(::pipe2(line.data(), O_NONBLOCK) == 0);
    const auto sandbox = Sandbox::start(fast_sandbox());
    ::close(line[1]);
    char byte = 0;
    CHECK(::read(line[0], &byte, 1) == 0);  // the end; -1 while somebody has the other side
    ::close(line[0]);
}

TEST_CASE("a server that does not start says why, and leaves nothing") {
    const Variable here("TMPDIR", "/tmp");
    try {
        Sandbox::start({.settings = {"shared_buffers=nonsense"}});
        FAIL("it started");
    } catch (const Error& error) {
        CHECK(error.code() == ExitCode::unreachable);
        REQUIRE_FALSE(error.details().empty());
        std::string log;
        for (const auto& line : error.details()) log += line;
        CHECK(log.find("shared_buffers") != std::string::npos);
    }
    CHECK(::waitpid(-1, nullptr, WNOHANG) <= 0);
}

TEST_CASE("a setting without a value and a folder without a server are errors of usage") {
    const auto code_of = [](const SandboxOptions& options) {
        try {
            Sandbox::start(options);
        } catch (const Error& error) {
            return error.code();
        }
        return ExitCode::done;
    };
    CHECK(code_of({.settings = {"fsync"}}) == ExitCode::usage);
    CHECK(code_of({.binaries = "/nonexistent"}) == ExitCode::usage);
    const Variable named("MIGRATE_PG_BINDIR", "/nonexistent");
    CHECK(code_of({}) == ExitCode::usage);
}

TEST_CASE("where TMPDIR is too long for a socket's path or not usable, /tmp serves") {
    const auto where = GENERATE(std::string("/nonexistent"), "/tmp/" + std::string(120, 'x'));
    const Variable here("TMPDIR", where);
    const auto sandbox = Sandbox::start();
    CHECK(sandbox.socket_directory().parent_path() == "/tmp");
}

TEST_CASE("a parent directory that was asked for and cannot be used is an error") {
    CHECK_THROWS_AS(Sandbox::start({.parent = "/nonexistent"}), Error);
}

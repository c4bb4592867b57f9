#include "src/sandbox/named_sandbox.hpp"

#include "src/base/error.hpp"
#include "src/sandbox/private_directory.hpp"
#include "src/sandbox/system_call.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/process.hpp"
#include "tests/support/test_server.hpp"
#include "tests/support/variable.hpp"

#include <csignal>
#include <fstream>

#include <sys/wait.h>
#include <unistd.h>

using namespace migrate;
using namespace migrate::test;
namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds patience(30'000);

/// A place of this test's own for the states of named sandboxes.
struct RuntimeDirectory {
    PrivateDirectory directory;
    Variable variable{"XDG_RUNTIME_DIR", directory.path().string()};

    fs::path states() const { return directory.path() / "migrate-sandbox"; }
};

bool is_gone(pid_t pid) {
    return ::kill(pid, 0) == -1 && errno == ESRCH;
}

pid_t read_parent(pid_t process) {
    return std::stoi(run({"ps", "-o", "ppid=", "-p", std::to_string(process)}).output);
}

}  // namespace

TEST_CASE("a named sandbox outlives its starter until it is stopped") {
    const RuntimeDirectory here;
    const std::string name = "bot";
    REQUIRE_FALSE(find_sandbox(name));
    const pid_t starter = checked(::fork(), "fork");
    if (starter == 0) {
        start_named_sandbox(name);
        ::_exit(0);
    }
    ::waitpid(starter, nullptr, 0);
    const auto url = find_sandbox(name);
    REQUIRE(url);
    CHECK(psql(*url, "SELECT 1") == "1");
    CHECK_THROWS_AS(start_named_sandbox(name), Error);
    const fs::path data = psql(*url, "SHOW data_directory");
    CHECK(stop_sandbox(name));
    CHECK_FALSE(fs::exists(data.parent_path()));
    CHECK_FALSE(find_sandbox(name));
    CHECK_FALSE(stop_sandbox(name));
}

TEST_CASE("a named sandbox whose keeper was killed is cleaned up by the next look") {
    const RuntimeDirectory here;
    const std::string name = "bot";
    const auto url = start_named_sandbox(name);
    const fs::path data = psql(url, "SHOW data_directory");
    std::ifstream pid_file(data / "postmaster.pid");
    pid_t postmaster = 0;
    pid_file >> postmaster;
    const pid_t keeper = read_parent(postmaster);
    ::kill(keeper, SIGKILL);
    ::waitpid(keeper, nullptr, 0);
    REQUIRE(poll_until(patience, [&] { return is_gone(postmaster); }));
    CHECK_FALSE(find_sandbox(name));
    CHECK_FALSE(fs::exists(data.parent_path()));
}

TEST_CASE("a sandbox's name is no path") {
    CHECK_THROWS_AS(find_sandbox("../x"), Error);
    CHECK_THROWS_AS(find_sandbox(""), Error);
    CHECK_THROWS_AS(start_named_sandbox(".hidden"), Error);
}

TEST_CASE("a sandbox whose server somebody stopped is no longer found") {
    const RuntimeDirectory here;
    const auto url = start_named_sandbox("bot");
    const fs::path data = psql(url, "SHOW data_directory");
    psql(url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()");
    run({"kill", "-INT", psql(url, "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)")});
    CHECK(poll_until(patience, [] { return !find_sandbox("bot"); }));
    CHECK_FALSE(fs::exists(data.parent_path()));
    while (::waitpid(-1, nullptr, WNOHANG) > 0) continue;
}

TEST_CASE("states of sandboxes that others could have written are refused") {
    const RuntimeDirectory here;
    const PrivateDirectory elsewhere;
    SECTION("a link in place of the directory") {
        fs::create_directory_symlink(elsewhere.path(), here.states());
    }
    SECTION("a directory open to others") {
        fs::create_directory(here.states());
        fs::permissions(here.states(), fs::perms::all);
    }
    CHECK_THROWS_AS(start_named_sandbox("bot"), Error);
    CHECK_THROWS_AS(find_sandbox("bot"), Error);
    CHECK_THROWS_AS(stop_sandbox("bot"), Error);
}

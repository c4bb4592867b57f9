// The library that a daemon links: built and run as its users build and run it.

#include "tests/support/catch.hpp"
#include "tests/support/comes_true.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/test_server.hpp"

#include <csignal>

using namespace migrate::test;

namespace {

void run_or_fail(const std::vector<std::string>& command) {
    const ProcessResult result = run(command, {.timeout = std::chrono::minutes(5)});
    INFO(result.output << result.errors);
    REQUIRE(result.exit_code == 0);
}

/// The example of docs/examples/daemon, built against an installed companion.
std::string build_daemon(const std::filesystem::path& folder) {
    const std::string prefix = (folder / "prefix").string();
    const std::string build = (folder / "daemon").string();
    run_or_fail(
        {"cmake", "--install", MIGRATE_BINARY_DIRECTORY, "--component", "companion", "--prefix", prefix});
    run_or_fail({"cmake", "-G", "Ninja", "-S", MIGRATE_SOURCE_DIRECTORY "/docs/examples/daemon", "-B", build,
                 "-DCMAKE_PREFIX_PATH=" + prefix});
    run_or_fail({"ninja", "-C", build});
    return build + "/daemon";
}

}  // namespace

TEST_CASE("a daemon that links the companion starts at head, and says why where it does not") {
    const TestDatabase database;
    MigrateTest program;
    program.revision("a").database(database.url());
    const std::string daemon = build_daemon(program.path());
    const auto command = [&](const std::string& url) {
        return std::vector<std::string>{"env",  "-C", program.path().string(), "DATABASE_URL=" + url,
                                        daemon, "1"};
    };
    const auto start = [&](const std::string& url) { return run(command(url)); };
    const ProcessResult behind = start(database.url());
    INFO(behind.output << behind.errors);
    CHECK(behind.exit_code == 1);
    CHECK(behind.errors.find("the database is behind") != std::string::npos);
    REQUIRE(program.run({"up"}).exit_code == 0);
    Process started = Process::start(command(database.url()));
    CHECK(comes_true([&] { return started.output().find("daemon: listening on") != std::string::npos; }));
    CHECK(started.output().find("daemon: started on") == 0);
    started.kill(SIGTERM);
    CHECK(started.wait(std::chrono::seconds(30)).value().exit_code == 0);
    const ProcessResult nowhere = start("postgresql+asyncpg://bot:geheim@/nowhere?host=/nowhere");
    CHECK(nowhere.exit_code == 3);
    CHECK(nowhere.errors.find("geheim") == std::string::npos);
    std::filesystem::remove_all(program.path() / "migrations");
    CHECK(start(database.url()).exit_code == 2);
}

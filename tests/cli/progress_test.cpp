// What a run says of itself while it goes on: to programs, on a terminal, and in a log.

#include "src/sandbox/system_call.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/screen.hpp"
#include "tests/support/test_server.hpp"

#include <set>
#include <sstream>

using namespace migrate::test;
using migrate::poll_until;

namespace {

constexpr auto writers = "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'";

/// A table with one index to build CONCURRENTLY.
struct Building {
    Building() {
        database.psql("CREATE TABLE t (id int); INSERT INTO t SELECT generate_series(1, 1000)");
        program.database(database.url()).without_small_tables();
        program.file("migrations/a001.toml",
                     "revision = \"a001\"\nmessage = \"an index\"\n"
                     "[[create_index]]\nname = \"ix_t\"\ntable = \"t\"\ncolumns = [\"id\"]\n");
    }

    TestDatabase database;
    MigrateTest program;
};

/// A session that has written the table and is idle in its transaction, so that the build waits for it. Its
/// query would clear the screen of whoever shows it as it is.
struct Writer {
    explicit Writer(const TestDatabase& database)
        : database_(database),
          psql_(Process::start({"psql", "-Xq", database.url(), "-c", "BEGIN", "-c",
                                "UPDATE t SET id = id WHERE id = 1 /* \033[2J */", "-c", "\\! sleep 120"})) {
        REQUIRE(poll_until(std::chrono::seconds(20), [&] { return database.psql(writers) == "1"; }));
    }
    void end() const {
        database_.psql(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE state = 'idle in transaction'");
    }

  private:
    const TestDatabase& database_;
    Process psql_;
};

std::vector<nlohmann::json> events_of(const std::string& errors) {
    std::vector<nlohmann::json> events;
    std::istringstream lines(errors);
    for (std::string line; std::getline(lines, line);) events.push_back(nlohmann::json::parse(line));
    return events;
}

}  // namespace

TEST_CASE("with --format json every line on stderr is an event, and the result stays alone on stdout") {
    const Building building;
    const Writer writer(building.database);
    Process up = building.program.start({"up", "--format", "json"});
    REQUIRE(poll_until(std::chrono::seconds(20),
                       [&] { return up.errors().find("pg_terminate_backend") != std::string::npos; }));
    writer.end();
    const auto result = up.wait(std::chrono::seconds(30));
    REQUIRE(result);
    INFO(result->errors);
    CHECK(result->exit_code == 0);
    CHECK(nlohmann::json::parse(result->output)["result"] == "done");
    std::set<std::string> names;
    for (const auto& event : events_of(result->errors)) {
        names.insert(event["event"]);
        if (event["event"] == "index_progress") CHECK(event["index"] == "ix_t");
    }
    CHECK(names == std::set<std::string>{"run_started", "step_started", "index_started", "index_progress",
                                         "index_finished", "step_finished", "run_finished"});
    CHECK(events_of(result->errors).back()["result"] == "done");
}

TEST_CASE("a terminal shows the build and whom it waits for, and afterwards only what stays") {
    const Building building;
    const Writer writer(building.database);
    TerminalProcess up = building.program.start_on_terminal({"up"});
    REQUIRE(up.comes_to_say("pg_terminate_backend"));
    REQUIRE(up.comes_to_say("t  ix_t  ["));
    writer.end();
    CHECK(up.wait() == 0);
    INFO(up.output());
    const auto lines = Screen(400).write(up.output()).lines();
    REQUIRE(lines.size() == 4);
    CHECK(lines[0].find("ix_t waits for pid ") == 0);
    CHECK(lines[0].find("/* ?[2J */") != std::string::npos);
    CHECK(lines[1].find("up a001  an index") == 0);
    CHECK(lines[3].find("done: 1 step") == 0);
}

TEST_CASE("Ctrl-C leaves nothing of the build on a terminal, however narrow it has become") {
    const Building building;
    const Writer writer(building.database);
    TerminalProcess up = building.program.start_on_terminal({"up"}, 200);
    REQUIRE(up.comes_to_say("t  ix_t  ["));
    up.resize(20, 10);
    REQUIRE(up.comes_to_say("…"));
    up.type("\x03");
    REQUIRE(up.comes_to_say("^C"));
    writer.end();
    CHECK(up.wait() == 4);
    INFO(up.output());
    const std::string& output = up.output();
    const std::string cleared = "\r\033[J";
    const std::string end = output.substr(output.rfind(cleared) + cleared.size());
    CHECK(end.find("error:") != std::string::npos);
    CHECK(end.find("ix_t") == std::string::npos);
}

TEST_CASE("in a log a run has a line a step and names who blocks, and -q leaves all of it out") {
    const Building building;
    const Writer writer(building.database);
    const bool quiet = GENERATE(false, true);
    const std::string format = GENERATE("text", "json");
    std::vector<std::string> words{"up", "--format", format};
    if (quiet) words.emplace_back("-q");
    Process up = building.program.start(words);
    constexpr auto waiting = "SELECT count(*) FROM pg_stat_progress_create_index WHERE phase LIKE 'waiting%'";
    REQUIRE(poll_until(std::chrono::seconds(20), [&] {
        return building.database.psql(waiting) == "1" &&
               (quiet || up.errors().find("pg_terminate_backend") != std::string::npos);
    }));
    writer.end();
    const auto result = up.wait(std::chrono::seconds(30));
    REQUIRE(result);
    CHECK(result->exit_code == 0);
    if (quiet) {
        CHECK(result->errors.empty());
    } else if (format == "text") {
        CHECK(result->errors.find("up a001 an index\nix_t waits for pid ") == 0);
        CHECK(result->errors.find("done a001 in ") != std::string::npos);
    }
}

// A primary and a replica that streams from it.

#include "tests/support/standby.hpp"

#include "src/sandbox/system_call.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/test_server.hpp"

#include <csignal>

using namespace migrate::test;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds patience(60'000);

/// Those of the revision that are there, whether built or found.
constexpr auto settled_indexes = "SELECT count(*) FROM migrate.index_journal WHERE state = 'done'";
constexpr auto unusable_indexes =
    "SELECT count(*) FROM pg_index WHERE NOT (indisvalid AND indisready AND indislive)";

/// One pair for all tests here: making it takes longer than any of them.
struct Pair {
    migrate::Sandbox primary = migrate::Sandbox::start(fast_sandbox());
    Standby standby{primary, "reports"};
};

Pair& pair() {
    static Pair made;
    return made;
}

/// A database with the bot's tables, on both.
std::string make_database(const std::string& name) {
    const std::string url = pair().primary.url(name);
    psql(pair().primary.url(), "CREATE DATABASE " + name);
    psql(url, read_support_file("models_schema.sql"));
    pair().standby.catch_up();
    return url;
}

bool says(const Process& process, const std::string& text) {
    return process.errors().find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("on a standby up is refused, naming the primary, and looking works") {
    make_database("looked_at");
    MigrateTest program;
    program.bot_revisions().database(pair().standby.url("looked_at"));
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"up"}, {"stamp", "head"}, {"ensure-version"}, {"up", "--dry-run"}}) {
        const ProcessResult result = program.run(command);
        INFO(result.output << result.errors);
        CHECK(result.exit_code == 7);
        CHECK(result.errors.find("the server is a standby") != std::string::npos);
        CHECK(result.errors.find("Connect to the primary") != std::string::npos);
        CHECK(result.errors.find(pair().primary.socket_directory().string()) != std::string::npos);
    }
    CHECK(program.run({"status"}).exit_code == 0);
}

TEST_CASE("on a standby of a database where nothing is to do up ends well") {
    const std::string url = make_database("done_already");
    MigrateTest program;
    program.bot_revisions();
    REQUIRE(program.database(url).run({"up"}).exit_code == 0);
    pair().standby.catch_up();
    CHECK(program.database(pair().standby.url("done_already")).json({"up"})["result"] == "nothing");
}

TEST_CASE("with --max-lag the indexes are built while a replica follows") {
    const std::string url = make_database("followed");
    MigrateTest program;
    const ProcessResult result = program.bot_revisions().database(url).run({"up", "--max-lag", "30s"});
    INFO(result.errors);
    CHECK(result.exit_code == 0);
    CHECK(result.errors.find("waiting: replica") == std::string::npos);
    CHECK(psql(url, settled_indexes) == "12");
    CHECK(psql(url, unusable_indexes) == "0");
}

TEST_CASE("with --max-lag no index is begun while a replica's replay is held back, and then all are built") {
    const std::string url = make_database("held_back");
    MigrateTest program;
    program.bot_revisions().database(url);
    pair().standby.pause_replay();
    Process up = program.start({"up", "--max-lag", "1s"});
    const bool waits =
        migrate::poll_until(patience, [&] { return says(up, "waiting: replica reports is at least"); });
    INFO(up.errors());
    CHECK(waits);
    CHECK(psql(url, settled_indexes) == "0");
    CHECK_FALSE(up.wait(milliseconds(0)));
    pair().standby.resume_replay();
    const auto result = up.wait(patience);
    REQUIRE(result);
    INFO(result->output << result->errors);
    CHECK(result->exit_code == 0);
    CHECK(psql(url, settled_indexes) == "12");
    CHECK(psql(url, unusable_indexes) == "0");
}

TEST_CASE("Ctrl-C ends the wait for a replica") {
    const std::string url = make_database("interrupted");
    MigrateTest program;
    program.bot_revisions().database(url);
    pair().standby.pause_replay();
    Process up = program.start({"up", "--max-lag", "1s"});
    CHECK(migrate::poll_until(patience, [&] { return says(up, "waiting: replica"); }));
    up.kill(SIGINT);
    const auto result = up.wait(patience);
    pair().standby.resume_replay();
    REQUIRE(result);
    CHECK(result->exit_code == 4);
    CHECK(psql(url, settled_indexes) == "0");
}

TEST_CASE("a role that may not see the replicas' positions is told the right to ask for") {
    const std::string url = make_database("unseen");
    psql(
        url,
        "CREATE ROLE \"the bot\" LOGIN; ALTER DATABASE unseen OWNER TO \"the bot\"; ALTER SCHEMA public OWNER TO \"the bot\"");
    MigrateTest program;
    program.revision("a1").database(url.substr(0, url.find("user=")) + "user=the%20bot");
    const ProcessResult refused = program.run({"up", "--max-lag", "30s"});
    INFO(refused.output << refused.errors);
    CHECK(refused.exit_code == 7);
    CHECK(refused.errors.find("GRANT pg_monitor TO \"the bot\"") != std::string::npos);
    CHECK(psql(url, "SELECT to_regclass('t_a1') IS NULL") == "t");
    psql(url, "GRANT pg_monitor TO \"the bot\"");
    CHECK(program.run({"up", "--max-lag", "30s"}).exit_code == 0);
}

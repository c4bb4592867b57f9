// Runners side by side: one works, the others wait or say who works, and nobody hurts anybody.

#include "tests/server/live_example.hpp"

using namespace migrate::test;

namespace {

constexpr auto usable_declared = R"(
SELECT count(*) FROM migrate.index_journal j JOIN pg_class c ON c.relname = j.index_name JOIN pg_index i ON i.indexrelid = c.oid
WHERE j.state = 'done' AND i.indisvalid AND i.indisready AND i.indislive)";

/// A run that is held in its build of ix_context_chat_order.
struct BusyRunner {
    BusyRunner() {
        program.bot_revisions().without_small_tables().database(database.url());
        first.emplace(program.start({"up"}));
        held.await(*first);
    }

    /// What another one says that does not wait any longer.
    void check_named(const ProcessResult& other) const {
        INFO(other.output << other.errors);
        CHECK(other.exit_code == 5);
        const std::string who = "pid " + database.psql(runner_pid) + " (migrate up performance_indexes_001, ";
        CHECK(other.errors.find(who) != std::string::npos);
        CHECK(other.errors.find(" on chat_contexts") != std::string::npos);
    }

    void end() {
        held.end();
        require_success(*first);
        check_nothing_left(database.url());
    }

    TestDatabase database{busy_bot()};
    HeldBuild held{database, "chat_contexts"};
    MigrateTest program;
    std::optional<Process> first;
};

constexpr auto lock_the_runners_key = "SELECT pg_advisory_lock(1835624306, 0)";
constexpr auto waiters_for_advisory_locks =
    "SELECT pid FROM pg_stat_activity WHERE wait_event = 'advisory' AND datname = current_database()";

}  // namespace

TEST_CASE("of eight runs started together one builds the twelve indexes, and all end well") {
    const TestDatabase database(busy_bot());
    MigrateTest program;
    program.bot_revisions().without_small_tables().database(database.url());
    std::vector<Process> runs;
    for (int i = 0; i < 8; ++i) runs.push_back(program.start({"up"}));
    for (Process& run : runs) require_success(run);
    check_nothing_left(database.url());
    CHECK(database.psql(usable_declared) == "12");
    CHECK(database.psql("SELECT count(*), count(DISTINCT index_name) FROM migrate.index_journal") == "12|12");
    CHECK(database.psql("SELECT DISTINCT action, state FROM migrate.journal") == "up|done");
    CHECK(database.psql("SELECT count(*) = count(DISTINCT revision), count(DISTINCT run_id) "
                        "FROM migrate.journal") == "t|1");
}

TEST_CASE("a run that shall not wait for another one says who it is and what it builds") {
    BusyRunner busy;
    SECTION("not at all") {
        busy.check_named(busy.program.run({"up", "--no-wait"}));
    }
    SECTION("for long") {
        busy.check_named(busy.program.run({"up", "--lock-wait", "300ms"}));
    }
    SECTION("since it only looks") {
        const ProcessResult status = busy.program.run({"status"});
        INFO(status.output << status.errors);
        CHECK(status.output.find("pid " + busy.database.psql(runner_pid)) != std::string::npos);
        CHECK(status.output.find("on chat_contexts") != std::string::npos);
    }
    busy.end();
}

TEST_CASE("a second run waits for the first one's build without harming it, and then has nothing to do") {
    BusyRunner busy;
    Process second = busy.program.start({"up"});
    require_to_say(second, "waiting for another runner: pid " + busy.database.psql(runner_pid));
    busy.end();
    require_success(second);
    CHECK(busy.database.psql("SELECT count(DISTINCT run_id) FROM migrate.journal") == "1");
    CHECK(busy.database.psql(
              "SELECT count(*) FROM migrate.index_journal WHERE index_name = 'ix_context_chat_order'") ==
          "1");
}

TEST_CASE("a session that blocks in pg_advisory_lock on the runner's own key is named, and harms no build") {
    LiveTable live;
    HeldBuild held(*live.database, "t");
    Process up = live.up();
    held.await(up);
    Process waiter = start_psql(live.url(), lock_the_runners_key);
    REQUIRE(comes_true([&] { return live.psql(waiters_for_advisory_locks) != ""; }));
    const std::string waiting = live.psql(waiters_for_advisory_locks);
    Process second = live.up();
    require_to_say(second, "waiting for another runner");
    held.end();
    require_to_say(up, fmt::format("SELECT pg_terminate_backend({})", waiting));
    live.psql(fmt::format("SELECT pg_terminate_backend({})", waiting));
    end_of(waiter);
    require_success(up);
    require_success(second);
    check_built(live.url());
    CHECK(live.psql(builds) == "1");
}

// Sessions that are ended, statements that are cancelled, lines that go silent, and what builds leave behind
// that failed: the run goes on, and its end is the same.

#include "tests/fault/proxy.hpp"
#include "tests/server/live_example.hpp"

using namespace migrate::test;

namespace {

constexpr auto journal_states = "SELECT string_agg(state, ' ' ORDER BY id) FROM migrate.journal";

std::string end_session(const std::string& pid_query) {
    return fmt::format("SELECT count(pg_terminate_backend(pid)) FROM ({}) them (pid)", pid_query);
}

/// A run held in its build.
struct HeldRun : LiveTable {
    HeldRun() : run(up()) { held.await(run); }

    HeldBuild held{*database, "t"};
    Process run;
};

}  // namespace

TEST_CASE("a run whose builder is ended builds again and ends well") {
    HeldRun live;
    REQUIRE(live.psql(end_session(builder_pid)) == "1");
    require_to_say(live.run, "ix_t is tried again");
    live.held.end();
    require_success(live.run);
    check_built(live.url());
    CHECK(live.psql(journal_states) == "done");
}

TEST_CASE("a run whose build is cancelled by somebody else builds again and ends well") {
    HeldRun live;
    REQUIRE(live.psql(fmt::format("SELECT count(pg_cancel_backend(pid)) FROM ({}) them (pid)",
                                  builder_pid)) == "1");
    require_to_say(live.run, "ix_t is tried again");
    live.held.end();
    require_success(live.run);
    check_built(live.url());
    CHECK(live.psql(journal_states) == "done");
}

TEST_CASE("a run whose own session is ended connects again and goes on with the build that the server does") {
    HeldRun live;
    REQUIRE(live.psql(end_session(runner_pid)) == "1");
    require_to_say(live.run, "connecting again");
    live.held.end();
    require_success(live.run);
    check_built(live.url());
    CHECK(live.psql(builds) == "1");
    CHECK(live.psql(journal_states) == "interrupted done");
}

TEST_CASE("a run whose lines go silent in a build notices by itself and ends well over new ones") {
    LiveTable live;
    migrate::fault::Proxy network(test_server().socket_directory() / ".s.PGSQL.5432");
    live.program.database(network.url(live.database->name()));
    live.program.file("migrations/a002.toml",
                      "revision = \"a002\"\nparents = [\"a001\"]\nmessage = \"one more\"\n"
                      "[[create_index]]\nname = \"ix_v\"\ntable = \"t\"\ncolumns = [\"v\"]\n");
    HeldBuild held(*live.database, "t");
    Process up = live.up();
    held.await(up);
    network.go_silent();  // the sessions of both, the runner and the builder, stay on the server with their
                          // locks
    held.end();
    require_success(up);
    CHECK(says(up, "connecting again"));
    check_nothing_left(live.url());
    CHECK(live.psql(
              "SELECT string_agg(index_name || ' ' || state, ', ' ORDER BY id) FROM migrate.index_journal") ==
          "ix_t done, ix_v done");
    CHECK(live.psql("SELECT version_num FROM alembic_version") == "a002");
}

TEST_CASE("an INVALID index that somebody's failed build left under the declared name is not accepted") {
    LiveTable live;
    // Two rows with one id: a unique index cannot be.
    live.psql("INSERT INTO t VALUES (1, 'again')");
    const bool unique = GENERATE(false, true);
    if (unique) {
        Process foreign = start_psql(live.url(), "CREATE UNIQUE INDEX CONCURRENTLY ix_t ON t (id)");
        CHECK(end_of(foreign).exit_code != 0);
    } else {
        IdleSession writer(*live.database, "UPDATE t SET v = v WHERE id = 2");
        Process failing = Process::start({"psql", "-Xq", live.url(), "-c", "SET lock_timeout = '10ms'", "-c",
                                          "CREATE INDEX CONCURRENTLY ix_t ON t (id)"});
        CHECK(end_of(failing).exit_code != 0);
    }
    REQUIRE(live.psql(unusable_indexes) == "1");
    Process up = live.up();
    require_success(up);
    check_built(live.url());
    CHECK(live.psql("SELECT indisunique FROM pg_index WHERE indexrelid = 'ix_t'::regclass") == "f");
}

TEST_CASE("after an index on an expression the planner knows how its values are spread") {
    LiveTable live;
    declare_index(live.program, R"key({expression = "lower(v)"})key");
    Process up = live.up();
    require_success(up);
    check_built(live.url());
    CHECK(live.psql("SELECT n_distinct FROM pg_stats WHERE tablename = 'ix_t' AND attname = 'lower'") ==
          "-1");
}

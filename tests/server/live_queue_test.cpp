// A statement that queues behind a build on the same table holds a snapshot, for which the build waits at its
// end: the server finds the deadlock and kills the build, which has done all its work.

#include "tests/server/live_example.hpp"

using namespace migrate::test;

namespace {

constexpr auto queued_statements =
    "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE relation = 't'::regclass AND NOT granted "
    "AND locktype = 'relation' AND clock_timestamp() - query_start > '300 ms'";

constexpr auto make_trigger_function =
    "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'";

/// A run held in its build, so that statements can queue behind it.
struct QueuedRun : LiveTable {
    explicit QueuedRun(const std::vector<std::string>& options = {}) : run(up(options)) { held.await(run); }

    /// A statement that has queued and looked for a deadlock in vain: of two that lock each other out the
    /// server kills the one that looks last, and now that will be the build.
    Process queue(const std::string& sql) const {
        const int before = std::stoi(psql(queued_statements));
        Process client =
            Process::start({"psql", "-Xq", url(), "-c", "SET deadlock_timeout = '10ms'", "-c", sql});
        REQUIRE(comes_true([&] { return std::stoi(psql(queued_statements)) == before + 1; }));
        return client;
    }

    HeldBuild held{*database, "t"};
    Process run;
};

void check_runs_after_warning(const std::string& sql, const std::string& outcome) {
    QueuedRun live;
    if (sql.find("TRIGGER") != std::string::npos) live.psql(make_trigger_function);
    Process client = live.queue(sql);
    require_to_say(live.run, " is queued behind the build of ix_t");
    CHECK(says(live.run, "query: " + sql));
    CHECK(says(live.run, "SELECT pg_cancel_backend("));
    live.held.end();
    require_success(live.run);
    require_success(client);
    check_nothing_left(live.url());
    CHECK(live.psql("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_t'::regclass") == "t");
    CHECK(live.psql(outcome) == "t");
}

}  // namespace

TEST_CASE("a statement queued behind a build is named in time, and both it and the build succeed") {
    SECTION("ALTER TABLE") {
        check_runs_after_warning(
            "ALTER TABLE t SET (fillfactor = 90)",
            "SELECT reloptions = '{fillfactor=90}' FROM pg_class WHERE oid = 't'::regclass");
    }
    SECTION("ANALYZE") {
        check_runs_after_warning("ANALYZE t", "SELECT count(*) > 0 FROM pg_stats WHERE tablename = 't'");
    }
    SECTION("CREATE INDEX") {
        check_runs_after_warning("CREATE INDEX second ON t (v)",
                                 "SELECT indisvalid FROM pg_index WHERE indexrelid = 'second'::regclass");
    }
    SECTION("CREATE TRIGGER") {
        check_runs_after_warning("CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()",
                                 "SELECT count(*) = 1 FROM pg_trigger WHERE tgrelid = 't'::regclass");
    }
}

TEST_CASE("with --cancel-queued a statement behind a build is cancelled, and the index is built only once") {
    QueuedRun live({"--cancel-queued"});
    Process client = start_psql(live.url(), "ANALYZE t");
    const ProcessResult cancelled = end_of(client);
    CHECK(cancelled.exit_code != 0);
    CHECK(cancelled.errors.find("57014") != std::string::npos);
    require_to_say(live.run, "cancelled pid ");
    CHECK(says(live.run, "query: ANALYZE t"));
    live.held.end();
    require_success(live.run);
    check_built(live.url());
    CHECK(live.psql(builds) == "1");
}

TEST_CASE("VACUUM behind a build holds no snapshot and is not spoken of") {
    QueuedRun live;
    Process vacuum = live.queue("VACUUM t");
    Process analyze = live.queue("ANALYZE t");
    require_to_say(live.run, "query: ANALYZE t");  // so it has looked at VACUUM, too
    live.held.end();
    require_success(live.run);
    require_success(vacuum);
    require_success(analyze);
    CHECK_FALSE(says(live.run, "VACUUM t) is queued"));
    check_built(live.url());
}

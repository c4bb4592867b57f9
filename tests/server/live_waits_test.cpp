// A build waits for whoever has written the table or still looks at an older state of the database. Whom it
// waits for is said; who does not matter is left in peace; and where the patience ends, nothing is left
// behind.

#include "tests/server/live_example.hpp"

#include <functional>

using namespace migrate::test;

namespace {

constexpr auto old_reader = "BEGIN ISOLATION LEVEL REPEATABLE READ";

std::string named(const IdleSession& session) {
    return fmt::format("pid {} ", session.pid());
}

/// Whom it waits for, and the statement that ends it.
void require_to_name(const Process& up, const IdleSession& blocker) {
    require_to_say(up, named(blocker));
    require_to_say(up, fmt::format("SELECT pg_terminate_backend({})", blocker.pid()));
}

struct BlockedRun : LiveTable {
    IdleSession writer() const { return {*database, "UPDATE t SET v = v WHERE id = 1"}; }
    IdleSession reader_of_older_state() const { return {*database, "SELECT * FROM other", old_reader}; }
    IdleSession cursor() const {
        return {*database, "DECLARE c CURSOR FOR SELECT * FROM other; FETCH 0 FROM c"};
    }
    std::string state_of_table() const {
        return psql(
            "SELECT relfilenode, relhasindex, (SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass), "
            "(SELECT md5(string_agg(id || v, ',' ORDER BY id)) FROM t) FROM pg_class WHERE oid = 't'::regclass");
    }

    /// Up gives up, and the next one finishes.
    void check_gives_up(IdleSession& blocker) {
        age(blocker);
        const std::string before = state_of_table();
        const ProcessResult result = program.run({"up", "--max-wait", "1s"});
        INFO(result.output << result.errors);
        CHECK(result.exit_code == 4);
        CHECK(result.errors.find("gave up after waiting ") != std::string::npos);
        CHECK(result.errors.rfind(named(blocker)) > result.errors.find("gave up"));
        CHECK(result.errors.find(fmt::format("pg_terminate_backend({})", blocker.pid())) !=
              std::string::npos);
        check_nothing_left(url());
        CHECK(state_of_table() == before);
        CHECK(psql("SELECT count(*) FROM alembic_version") == "0");
        blocker.end();
        CHECK(program.run({"up"}).exit_code == 0);
        check_built(url());
    }
};

}  // namespace

TEST_CASE("a build does not wait for idle readers of its table, nor for writers of others, nor name them") {
    const BlockedRun run;
    const IdleSession reader(*run.database, "SELECT count(*) FROM t");
    const IdleSession other_writer(*run.database, "UPDATE other SET id = 2");
    run.age(other_writer);
    Process up = run.up();
    require_success(up);
    CHECK_FALSE(says(up, named(reader)));
    CHECK_FALSE(says(up, named(other_writer)));
    CHECK_FALSE(says(up, "waits for"));
    check_built(run.url());
}

TEST_CASE("a transaction that a build waits for is named with the way to end it, and its end is waited for") {
    const BlockedRun run;
    const std::string kind = GENERATE("writer", "older state", "cursor");
    CAPTURE(kind);
    IdleSession blocker = kind == "writer"        ? run.writer()
                          : kind == "older state" ? run.reader_of_older_state()
                                                  : run.cursor();
    const bool old = GENERATE(false, true);
    if (old) run.age(blocker);
    Process up = run.up();
    require_to_name(up, blocker);
    CHECK_FALSE(up.wait(std::chrono::milliseconds(0)));
    blocker.end();
    require_success(up);
    check_built(run.url());
    CHECK(run.psql(builds) == "1");
}

TEST_CASE("programs are told the phase in which a build waits for readers of an older state") {
    const BlockedRun run;
    IdleSession reader = run.reader_of_older_state();
    Process up = run.up({"--format", "json"});
    require_to_say(up, "\"phase\":\"waiting for old snapshots\"");
    require_to_say(up, fmt::format("\"pid\":{},", reader.pid()));
    reader.end();
    require_success(up);
    check_built(run.url());
}

TEST_CASE("with --max-wait a build gives up, names who is in the way, and leaves nothing behind") {
    BlockedRun run;
    SECTION("a writer of the table") {
        IdleSession blocker = run.writer();
        run.check_gives_up(blocker);
    }
    SECTION("a reader of an older state of another table") {
        IdleSession blocker = run.reader_of_older_state();
        run.check_gives_up(blocker);
    }
    SECTION("a cursor") {
        IdleSession blocker = run.cursor();
        run.check_gives_up(blocker);
    }
}

TEST_CASE("somebody else's concurrent build on the table is waited for, and both indexes become valid") {
    const BlockedRun run;
    IdleSession reader = run.reader_of_older_state();
    Process foreign = start_psql(run.url(), "CREATE INDEX CONCURRENTLY foreign_one ON t (v)");
    REQUIRE(comes_true([&] {
        return run.psql(
                   "SELECT phase FROM pg_stat_progress_create_index WHERE datname = current_database()") ==
               "waiting for old snapshots";
    }));
    Process up = run.up();
    require_to_say(up, "pid " + run.psql(builder_pid) + " ");
    reader.end();
    require_success(foreign);
    require_success(up);
    check_nothing_left(run.url());
    CHECK(run.psql("SELECT string_agg(indexrelid::regclass::text, ' ' ORDER BY indexrelid::regclass::text) "
                   "FROM pg_index WHERE indrelid = 't'::regclass AND indisvalid") == "foreign_one ix_t");
}

TEST_CASE("a prepared transaction that wrote the table is named with the statement that ends it") {
    auto server = migrate::Sandbox::start([] {
        auto options = fast_sandbox();
        options.settings = {"max_prepared_transactions=2"};
        return options;
    }());
    const std::string url = server.url();
    psql(url, live_tables);
    psql(url, "BEGIN; UPDATE t SET v = v WHERE id = 1; PREPARE TRANSACTION 'stuck'");
    MigrateTest program;
    declare_index(program.database(url));
    SECTION("and waited for") {
        Process up = program.start({"up"});
        require_to_say(up, "waits for prepared transaction stuck ");
        require_to_say(up, "ROLLBACK PREPARED 'stuck'");
        psql(url, "ROLLBACK PREPARED 'stuck'");
        require_success(up);
    }
    SECTION("and given up on, before anything is built") {
        const ProcessResult result = program.run({"up", "--max-wait", "1s"});
        INFO(result.errors);
        CHECK(result.exit_code == 4);
        CHECK(result.errors.rfind("ROLLBACK PREPARED 'stuck'") > result.errors.find("gave up"));
        check_nothing_left(url);
        psql(url, "COMMIT PREPARED 'stuck'");
        CHECK(program.run({"up"}).exit_code == 0);
    }
    check_built(url);
}

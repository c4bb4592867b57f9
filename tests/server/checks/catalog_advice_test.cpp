// What the catalog shows about indexes that are needless, or lacking.

#include "tests/server/checks/found.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/comes_true.hpp"
#include "tests/support/idle_session.hpp"
#include "tests/support/standby.hpp"
#include "tests/support/test_server.hpp"

using namespace migrate::test;

namespace {

struct Situation {
    std::string id;
    std::string sql;
    std::string subject;
    std::string severity;
    std::string near_miss;
};

constexpr auto tables = R"(
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, a int REFERENCES parent, b int, note text);
CREATE INDEX child_a ON child (a);
)";

/// A child of some megabytes, so that advice about it is worth something.
constexpr auto rows = R"(
INSERT INTO parent SELECT i FROM generate_series(1, 1000) i;
INSERT INTO child SELECT i, i % 900 + 1, i, repeat('x', 20) FROM generate_series(1, 60000) i;
DELETE FROM parent WHERE id > 950;
ANALYZE;
)";

const std::vector<Situation>& situations() {
    static const std::vector<Situation> all{
        {"catalog.duplicate_index", "CREATE INDEX other ON child (a)", "other", "warning",
         "CREATE INDEX other ON child (a) WHERE b > 0"},
        {"catalog.redundant_index", "CREATE INDEX other ON child (id)", "other", "warning",
         "CREATE INDEX other ON child (b)"},
        {"catalog.redundant_index", "CREATE INDEX other ON child (a, id) INCLUDE (b)", "child_a", "info",
         "CREATE INDEX other ON child (id DESC, a)"},
        {"catalog.redundant_index", "CREATE INDEX other ON child (a) WHERE b > 0", "other", "info",
         "CREATE INDEX other ON child (b, a)"},
        {"catalog.foreign_key_without_index", "DROP INDEX child_a", "child_a_fkey", "warning",
         "CREATE INDEX other ON child (a, b)"},
        {"catalog.foreign_key_without_index", "DROP INDEX child_a; CREATE INDEX other ON child (b, a)",
         "child_a_fkey", "warning",
         "DROP INDEX child_a; CREATE INDEX other ON child (a) WHERE a IS NOT NULL"},
        {"catalog.foreign_key_without_index",
         "DROP INDEX child_a; CREATE INDEX other ON child (a) WHERE b > 0", "child_a_fkey", "warning",
         "DROP INDEX child_a; CREATE INDEX other ON child USING hash (a)"},
        {"catalog.foreign_key_without_index", "DROP INDEX child_a; TRUNCATE child", "child_a_fkey", "info",
         "ALTER TABLE child DROP CONSTRAINT child_a_fkey; DROP INDEX child_a"},
        {"catalog.unused_index", "CREATE INDEX other ON child (b)", "other", "warning",
         "CREATE UNIQUE INDEX other ON child (b)"},
        {"catalog.unused_index", "CREATE INDEX other ON child ((b + 1))", "other", "warning",
         "CREATE INDEX other ON child (b) WHERE b > 59990"},
    };
    return all;
}

/// `unused_after` is 0, since a test cannot wait for a month.
struct Advised {
    TestDatabase database;
    MigrateTest program;

    Advised() {
        program.database(database.url()).file("migrate.toml", "[check]\nunused_after = \"0s\"\n");
        database.psql(tables);
        database.psql(rows);
        REQUIRE(comes_true([&] {
            return database.psql("SELECT n_tup_del FROM pg_stat_user_tables WHERE relname = 'parent'") ==
                   "50";
        }));
    }
};

}  // namespace

TEST_CASE("what the catalog advises is found, and a near miss is not") {
    for (const Situation& situation : situations()) {
        INFO(situation.id << ": " << situation.sql);
        const Advised advised;
        advised.database.psql(situation.sql);
        const auto findings = findings_of(advised.program, situation.id);
        INFO(findings.dump(2));
        REQUIRE(findings.size() == 1);
        CHECK(findings[0]["subject"] == situation.subject);
        CHECK(findings[0]["severity"] == situation.severity);
        const Advised missed;
        missed.database.psql(situation.near_miss);
        INFO(situation.near_miss);
        CHECK(is_silent(missed.program, situation.id));
    }
}

TEST_CASE("of the indexes that support a foreign key one is not unused, though nothing scans it") {
    const Advised advised;
    advised.database.psql(
        "DROP INDEX child_a; CREATE INDEX child_a ON child (a) WITH (deduplicate_items = off)");
    CHECK(is_silent(advised.program, "catalog.unused_index"));
    advised.database.psql("CREATE INDEX other ON child USING hash (a)");
    const auto findings = findings_of(advised.program, "catalog.unused_index");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0]["subject"] == "child_a");
    advised.database.psql("ALTER TABLE child DROP CONSTRAINT child_a_fkey");
    CHECK(findings_of(advised.program, "catalog.unused_index").size() == 2);
}

TEST_CASE("an index that was scanned is not unused") {
    const Advised advised;
    advised.database.psql("CREATE INDEX other ON child (b)");
    REQUIRE(findings_of(advised.program, "catalog.unused_index").size() == 1);
    advised.database.psql("SET enable_seqscan = off; SELECT note FROM child WHERE b = 7");
    CHECK(comes_true([&] { return is_silent(advised.program, "catalog.unused_index"); }));
}

TEST_CASE("while the counters are young, unused indexes are not judged, and the age is said") {
    Advised advised;
    advised.program.file("migrate.toml", "");
    const auto report = report_of(advised.program, "catalog.unused_index");
    REQUIRE(report["skipped"].size() == 1);
    CHECK(report["skipped"][0]["reason"].get<std::string>().find("30 days are needed") != std::string::npos);
}

TEST_CASE("a partitioned table's foreign key without index is told once") {
    const Advised advised;
    advised.database.psql(
        "CREATE TABLE part (a int REFERENCES parent, d int) PARTITION BY RANGE (d);"
        "CREATE TABLE part1 PARTITION OF part FOR VALUES FROM (0) TO (9);"
        "CREATE TABLE part2 PARTITION OF part FOR VALUES FROM (9) TO (19);");
    const auto findings = findings_of(advised.program, "catalog.foreign_key_without_index");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0]["message"].get<std::string>().find("public.part ") != std::string::npos);
    advised.database.psql("CREATE INDEX ON part (a)");
    CHECK(is_silent(advised.program, "catalog.foreign_key_without_index"));
}

TEST_CASE("a declared index stays beside its duplicate, and one of a revision is dropped by a revision") {
    const TestDatabase database;
    MigrateTest program;
    program.revision("a").database(database.url());
    program.file(
        "migrations/b.toml",
        "revision = \"b\"\nparents = [\"a\"]\nmessage = \"m\"\n[[create_index]]\nname = \"ix_declared\"\n"
        "table = \"t_a\"\ncolumns = [\"id\"]\n");
    REQUIRE(program.run({"up", "--on-equivalent", "build"}).exit_code == 0);
    database.psql("CREATE INDEX ix_twin ON t_a (id)");
    const auto twin = findings_of(program, "catalog.duplicate_index");
    REQUIRE(twin.size() == 1);
    CHECK(twin[0]["subject"] == "ix_twin");
    database.psql("DROP INDEX ix_twin; CREATE UNIQUE INDEX ix_unique ON t_a (id)");
    const auto covered = findings_of(program, "catalog.redundant_index");
    REQUIRE(covered.size() == 1);
    CHECK(covered[0]["subject"] == "ix_declared");
    CHECK(covered[0]["fix"].get<std::string>().find("[[drop_index]]") != std::string::npos);
}

TEST_CASE("while somebody holds a table for himself, the catalog is not judged, and the reason is said") {
    const Advised advised;
    const IdleSession holder(advised.database, "LOCK TABLE child");
    const auto report = report_of(advised.program, "catalog.duplicate_index");
    REQUIRE(report["skipped"].size() == 1);
    CHECK(report["skipped"][0]["reason"].get<std::string>().find("a table is locked") != std::string::npos);
}

TEST_CASE("with a standby connected an unused index is a remark, and on the standby none is judged") {
    const migrate::Sandbox primary = migrate::Sandbox::start(fast_sandbox());
    psql(primary.url(), tables);
    psql(primary.url(), rows);
    psql(primary.url(), "CREATE INDEX other ON child (b)");
    MigrateTest program;
    program.database(primary.url()).file("migrate.toml", "[check]\nunused_after = \"0s\"\n");
    CHECK(findings_of(program, "catalog.unused_index")[0]["severity"] == "warning");
    const Standby standby(primary, "reports");
    REQUIRE(comes_true([&] {
        return psql(primary.url(), "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'") ==
               "1";
    }));
    const auto findings = findings_of(program, "catalog.unused_index");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0]["severity"] == "info");
    CHECK(findings[0]["message"].get<std::string>().find("1 standby") != std::string::npos);
    standby.catch_up();
    const auto report = report_of(program.database(standby.url()), "catalog.unused_index");
    REQUIRE(report["skipped"].size() == 1);
    CHECK(report["skipped"][0]["reason"].get<std::string>().find("is a standby") != std::string::npos);
}

TEST_CASE("the bot's database with its indexes has nothing broken") {
    register_template("models", read_support_file("models_schema.sql"));
    const TestDatabase database("models");
    MigrateTest program;
    program.bot_revisions().database(database.url());
    REQUIRE(program.run({"up"}).exit_code == 0);
    const ProcessResult result = program.run({"check", "catalog", "--skip", "catalog.unsafe_release"});
    INFO(result.output);
    CHECK(result.exit_code == 0);
    CHECK(result.output.find(
              "index ix_chat_bot_instances_bot_instance_id (8 kB) on chat_bot_instances is covered by "
              "ix_chat_bot_instance") != std::string::npos);
}

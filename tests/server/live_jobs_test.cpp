// Several tables at a time, never two builds on one.

#include "tests/server/live_example.hpp"

using namespace migrate::test;

namespace {

constexpr auto two_tables = R"(
CREATE TABLE a (id int, v int);
INSERT INTO a SELECT n, n FROM generate_series(1, 4000) n;
CREATE TABLE b (id int);
INSERT INTO b SELECT n FROM generate_series(1, 1000) n;)";

constexpr auto three_indexes = R"(
revision = "a001"
message = "three indexes on two tables"
[[create_index]]
name = "ix_a_id"
table = "a"
columns = ["id"]
[[create_index]]
name = "ix_a_v"
table = "a"
columns = ["v"]
[[create_index]]
name = "ix_b_id"
table = "b"
columns = ["id"]
)";

constexpr auto built_now =
    "SELECT string_agg(relid::regclass::text, ' ' ORDER BY relid) FROM pg_stat_progress_create_index "
    "WHERE datname = current_database()";
constexpr auto builders =
    "SELECT count(DISTINCT (pid, objid)) FROM pg_locks JOIN pg_stat_activity USING (pid) "
    "WHERE locktype = 'advisory' AND classid = 1835624307 AND granted AND application_name = 'migrate up a001' "
    "AND datname = current_database()";

const std::string& two_tables_template() {
    static const std::string name = [] {
        register_template("two_tables", two_tables);
        return std::string("two_tables");
    }();
    return name;
}

struct TwoTables {
    TwoTables() {
        program.database(database.url()).without_small_tables().file("migrations/a001.toml", three_indexes);
    }

    void check_end(Process& up) const {
        require_success(up);
        check_nothing_left(database.url());
        CHECK(database.psql("SELECT count(*), count(DISTINCT index_name) FROM migrate.index_journal "
                            "WHERE state = 'done'") == "3|3");
    }

    TestDatabase database{two_tables_template()};
    MigrateTest program;
    HeldBuild a{database, "a"};
    HeldBuild b{database, "b"};
};

}  // namespace

TEST_CASE("two tables are built at the same time, each by a session that says what it does, and none twice") {
    TwoTables tables;
    Process up = tables.program.start({"up", "--jobs", "2"});
    tables.a.await(up);
    tables.b.await(up);
    CHECK(tables.database.psql(built_now) == "a b");
    CHECK(tables.database.psql(builders) == "2");
    tables.a.end();
    tables.b.end();
    tables.check_end(up);
}

TEST_CASE("with --jobs 1 one table is built after the other") {
    TwoTables tables;
    Process up = tables.program.start({"up", "--jobs", "1"});
    tables.a.await(up);
    CHECK(tables.database.psql(built_now) == "a");
    CHECK(tables.database.psql(builders) == "1");
    CHECK_FALSE(tables.b.is_building());
    CHECK_FALSE(says(up, "ix_b_id waits"));  // it has not even looked at the other table
    tables.a.end();
    tables.b.await(up);
    CHECK(tables.database.psql(built_now) == "b");
    tables.b.end();
    tables.check_end(up);
}

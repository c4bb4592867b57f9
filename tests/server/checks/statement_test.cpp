// What a database tells of the tables that pending statements are about.

#include "tests/server/checks/found.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/test_server.hpp"

using namespace migrate::test;

namespace {

constexpr auto tables =
    "CREATE TABLE small (x int, y varchar(20), z int CHECK (z IS NOT NULL));"
    "CREATE TABLE large (x int, y varchar(20), z int CHECK (z IS NOT NULL), t text);"
    "INSERT INTO large SELECT i, 'y', i, repeat('t', 1000) FROM generate_series(1, 1000) i; ANALYZE;";

std::string revision_text(const std::string& up) {
    return "-- revision: b\n-- parents: a\n-- message: m\n-- migrate: up\n" + up +
           "\n-- migrate: down\nSELECT 1;\n";
}

/// A database with a small and a large table, at revision a; b is pending.
struct Pending {
    TestDatabase database;
    MigrateTest program;

    explicit Pending(const std::string& up) {
        database.psql(tables);
        program.revision("a")
            .file("migrate.toml", "[build]\nsmall_table = \"256kB\"\n")
            .database(database.url());
        REQUIRE(program.run({"up"}).exit_code == 0);
        program.file("migrations/b.sql", revision_text(up));
    }
    nlohmann::json findings() const {
        return nlohmann::json::parse(
            program.run({"check", "statement", "--format", "json"}).output)["findings"];
    }
};

}  // namespace

TEST_CASE("a lock on a small table is a remark, on a large one an error") {
    const Pending small("CREATE INDEX ix ON small (x);");
    const auto remarks = small.findings();
    REQUIRE(remarks.size() == 1);
    CHECK(remarks[0]["check"] == "statement.create_index");
    CHECK(remarks[0]["severity"] == "info");
    CHECK(small.program.run({"check", "statement"}).exit_code == 0);

    const Pending large("CREATE INDEX ix ON large (x);");
    const auto errors = large.findings();
    REQUIRE(errors.size() == 1);
    CHECK(errors[0]["severity"] == "error");
    CHECK(errors[0]["message"].get<std::string>().find("large has about 1000 rows, ") != std::string::npos);
    CHECK(large.program.run({"check", "statement"}).exit_code == 1);
}

TEST_CASE("what the database says of columns tells what a statement costs") {
    CHECK(Pending("ALTER TABLE large ALTER y TYPE varchar(50);").findings().empty());
    CHECK(Pending("ALTER TABLE large ALTER y TYPE varchar(10);").findings().size() == 1);
    CHECK(Pending("ALTER TABLE large ALTER z SET NOT NULL;").findings().empty());
    CHECK(Pending("ALTER TABLE large ALTER x SET NOT NULL;").findings().size() == 1);
}

TEST_CASE("statements that have run are not looked at, and a table that is there is not new") {
    const Pending pending("CREATE TABLE IF NOT EXISTS large (x int); CREATE INDEX ix ON large (x);");
    CHECK(pending.findings().size() == 1);
    REQUIRE(pending.program.run({"up"}).exit_code == 0);
    CHECK(is_silent(pending.program, "statement.create_index"));
}

// A unique index over keys that are there more than once: named, and nothing left behind.

#include "tests/support/catch.hpp"
#include "tests/support/idle_session.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/test_server.hpp"

#include <fmt/format.h>

using namespace migrate::test;
using std::chrono::seconds;

namespace {

constexpr auto indexes = "SELECT count(*) FROM pg_index WHERE indrelid = 'people'::regclass";
constexpr auto failures = "SELECT string_agg(error, ' ') FROM migrate.journal WHERE state = 'failed'";

struct People {
    People() {
        database.psql(
            "CREATE TABLE people (email text, token text, active boolean DEFAULT true);"
            "INSERT INTO people (email) SELECT 'p' || n || '@example.org' FROM generate_series(1, 100) n");
        program.without_small_tables().database(database.url());
    }

    void declare(const std::string& index) {
        program.file(
            "migrations/a001.toml",
            fmt::format("revision = \"a001\"\nparents = []\nmessage = \"unique\"\n\n[[create_index]]\n"
                        "name = \"ux_people\"\ntable = \"people\"\nunique = true\n{}\nwhy = \"one each\"\n",
                        index));
    }

    ProcessResult fails() const {
        ProcessResult result = program.run({"up"});
        INFO(result.output << result.errors);
        CHECK(result.exit_code == 4);
        CHECK(database.psql(indexes) == "0");
        return result;
    }

    TestDatabase database;
    MigrateTest program;
};

bool says(const ProcessResult& result, const std::string& text) {
    return (result.output + result.errors).find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("duplicates are named with their counts before a unique index is built") {
    People people;
    people.database.psql(
        "INSERT INTO people (email) VALUES ('b@x'), ('b@x'), ('a@x'), ('a@x'), ('a@x'), (NULL), (NULL)");
    people.declare("columns = [\"email\"]");
    const ProcessResult result = people.fails();
    CAPTURE(result.errors);
    CHECK(says(result, "(email) = (a@x) stands in 3 rows\n  (email) = (b@x) stands in 2 rows\n"));
    CHECK(says(result, "nothing was built"));
    CHECK_FALSE(says(result, "(NULL)"));
    CHECK(people.database.psql("SELECT count(*) FROM migrate.index_journal") == "0");
    people.database.psql("DELETE FROM people WHERE email IN ('a@x', 'b@x')");
    CHECK(people.program.run({"up"}).exit_code == 0);
    CHECK(people.database.psql("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ux_people'::regclass") ==
          "t");
}

TEST_CASE("only the rows of a partial index count, and expressions are compared as the index does") {
    People people;
    people.database.psql(
        "INSERT INTO people (email, active) VALUES ('B@x', true), ('b@X', true), ('c@x', false), ('C@x', true)");
    people.declare("columns = [{expression = \"lower(email)\"}]\nwhere = \"active\"");
    const ProcessResult result = people.fails();
    CAPTURE(result.errors);
    CHECK(says(result, "(lower(email)) = (b@x) stands in 2 rows"));
    CHECK_FALSE(says(result, "(c@x)"));
}

TEST_CASE("NULLs are duplicates where the index says so") {
    People people;
    if (std::stoi(people.database.psql("SHOW server_version_num")) < 150000) return;
    people.declare("columns = [\"token\"]\nnulls_not_distinct = true");
    CHECK(says(people.fails(), "(token) = (NULL) stands in 100 rows"));
}

TEST_CASE("a duplicate written while the index is built ends it, is named, and leaves nothing") {
    People people;
    people.declare("columns = [\"email\"]");
    HeldBuild held(people.database, "people");
    Process up = people.program.start({"up"});
    held.await(up);
    people.database.psql("INSERT INTO people (email) VALUES ('late@x'), ('late@x')");
    held.end();
    const auto result = up.wait(seconds(30));
    REQUIRE(result);
    CAPTURE(result->output, result->errors);
    CHECK(result->exit_code == 4);
    CHECK(says(*result, "(email) = (late@x) stands in 2 rows"));
    CHECK(says(*result, "[23505]"));
    CHECK(people.database.psql(indexes) == "0");
}

TEST_CASE("values of secret columns are never shown and never journalled") {
    People people;
    people.database.psql("INSERT INTO people (token) VALUES ('sesame'), ('sesame')");
    people.declare("columns = [\"token\"]");
    const ProcessResult before = people.fails();
    CAPTURE(before.errors);
    CHECK(says(before, "(token) = (***) stands in 2 rows"));
    CHECK_FALSE(says(before, "sesame"));
    // Small tables are built in one transaction, so that the server itself finds the duplicate.
    people.program.file("migrate.toml", "");
    const ProcessResult plain = people.fails();
    CAPTURE(plain.errors);
    CHECK(says(plain, "[23505]"));
    CHECK(says(plain, "Key (token)=(***) is duplicated."));
    CHECK_FALSE(says(plain, "sesame"));
    CHECK_FALSE(says(people.program.run({"up", "--format", "json"}), "sesame"));
    CHECK(people.database.psql(failures).find("sesame") == std::string::npos);
}

TEST_CASE("a statement of an SQL revision that meets a duplicate secret does not show it either") {
    People people;
    people.database.psql("INSERT INTO people (token) VALUES ('sesame'), ('sesame')");
    people.program.file("migrations/a001.sql",
                        "-- revision: a001\n-- parents:\n-- message: unique\n-- migrate: up\n"
                        "ALTER TABLE people ADD UNIQUE (token);\n-- migrate: down\nSELECT 1;\n");
    const ProcessResult result = people.fails();
    CAPTURE(result.errors);
    CHECK(says(result, "Key (token)=(***) is duplicated."));
    CHECK_FALSE(says(result, "sesame"));
}

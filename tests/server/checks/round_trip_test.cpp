// Every revision up, down and up again in a private server.

#include "tests/server/checks/found.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/test_server.hpp"

#include <fmt/format.h>

using namespace migrate::test;

namespace {

/// A revision whose way back is wrong, and what is to be said of it.
struct FaultyDown {
    std::string id;
    std::string up;
    std::string down;
    std::string check;
    std::string said;
};

/// Each stands on those before it. In users there are three rows at first, and four as soon as there can be.
const std::vector<FaultyDown>& faulty_downs() {
    static const std::vector<FaultyDown> all{
        {"empty", "ALTER TABLE users ADD empty integer;", "SELECT 1;", "round_trip.not_undone",
         "column users.empty (integer) is after its up and down, and not before the revision"},
        {"index", "CREATE INDEX by_name ON users (name); ALTER TABLE users ADD i integer;",
         "ALTER TABLE users DROP i;", "round_trip.not_undone",
         "index by_name on users (CREATE INDEX by_name ON public.users USING btree (name)) is after its up"},
        {"default_value", "ALTER TABLE users ALTER name SET DEFAULT 'x';",
         "ALTER TABLE users ALTER name SET DEFAULT 'y';", "round_trip.not_undone",
         "column users.name: the default is none before the revision, 'y'::text after its up and down"},
        {"too_much", "CREATE TABLE extra (id integer);", "DROP TABLE extra; DROP TABLE other CASCADE;",
         "round_trip.not_undone", "table other is before the revision, and not after its up and down"},
        {"wrong_order",
         "CREATE TABLE parent (id integer PRIMARY KEY); CREATE TABLE child (id integer REFERENCES parent);",
         "DROP TABLE parent; DROP TABLE child;", "round_trip.down_fails",
         "down fails: wrong_order failed: cannot drop table parent because other objects depend on it"},
        {"comment", "COMMENT ON TABLE users IS 'who'; ALTER TABLE users ADD c integer;",
         "ALTER TABLE users DROP c;", "round_trip.not_undone",
         "table users: the comment is none before the revision, who after its up and down"},
        {"not_null", "ALTER TABLE users ALTER name DROP NOT NULL;", "SELECT 1;", "round_trip.not_undone",
         "column users.name: it is NOT NULL before the revision, nullable after its up and down"},
        {"a_type", "CREATE TYPE mood AS ENUM ('sad'); ALTER TABLE users ADD m mood;",
         "ALTER TABLE users DROP m;", "round_trip.not_undone",
         "enum mood ('sad') is after its up and down, and not before the revision"},
        {"a_function",
         "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE VIEW v AS SELECT f();",
         "DROP VIEW v;", "round_trip.not_undone", "function f() ("},
        {"loses_rows", "ALTER TABLE users ADD r integer;", "ALTER TABLE users DROP r; DELETE FROM users;",
         "round_trip.rows", "table users has 4 rows before the revision, 0 after its up and down"},
        {"values", "UPDATE users SET name = upper(name);", "UPDATE users SET name = lower(name);",
         "round_trip.rows", "the values of column users.name are not what they were before it"},
        {"privilege", "GRANT SELECT ON users TO somebody;",
         "GRANT INSERT ON users TO somebody; REVOKE SELECT ON users FROM somebody;", "round_trip.not_undone",
         "table users: the privileges of somebody are none before the revision, INSERT after its up and down"},
        {"a_publication", "CREATE PUBLICATION p FOR TABLE users;", "SELECT 1;", "round_trip.not_repeatable",
         "after up and down, up fails: a_publication failed: publication \"p\" already exists"},
        {"a_role", "CREATE ROLE reader; GRANT SELECT ON users TO reader;", "REVOKE ALL ON users FROM reader;",
         "round_trip.not_repeatable",
         "after up and down, up fails: a_role failed: role \"reader\" already exists"},
        {"trigger", "ALTER TABLE users DISABLE TRIGGER noted;", "SELECT 1;", "round_trip.not_undone",
         "trigger noted on users: it is enabled before the revision, disabled after its up and down"},
    };
    return all;
}

constexpr auto first_revision = R"(-- revision: first
-- parents:
-- message: first
-- migrate: up
CREATE TABLE users (id serial PRIMARY KEY, name text NOT NULL);
CREATE TABLE other (id integer);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER noted BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION note();
-- migrate: down
DROP TABLE users, other;
DROP FUNCTION note();
)";

std::string revision_text(const std::string& id, const std::string& parent, const std::string& up,
                          const std::string& down) {
    return fmt::format(
        "-- revision: {}\n-- parents: {}\n-- message: {}\n-- migrate: up\n{}\n-- migrate: down\n{}\n", id,
        parent, id, up, down);
}

nlohmann::json round_trip_of(const MigrateTest& program) {
    return nlohmann::json::parse(program.run({"check", "round_trip", "--format", "json"}).output);
}

/// Its findings about one revision: "check: message".
std::vector<std::string> said_of(const nlohmann::json& report, const std::string& revision) {
    std::vector<std::string> said;
    for (const auto& finding : report["findings"])
        if (finding["subject"] == revision)
            said.push_back(finding["check"].get<std::string>() + ": " +
                           finding["message"].get<std::string>());
    return said;
}

std::vector<std::string> checks_of(const nlohmann::json& report, const std::string& revision) {
    std::vector<std::string> checks;
    for (const auto& finding : report["findings"])
        if (finding["subject"] == revision) checks.push_back(finding["check"]);
    return checks;
}

bool one_says(const std::vector<std::string>& said, const FaultyDown& fault) {
    return std::any_of(said.begin(), said.end(), [&](const std::string& text) {
        return text.rfind(fault.check + ": ", 0) == 0 && text.find(fault.said) != std::string::npos;
    });
}

MigrateTest& with_seed(MigrateTest& program) {
    return program.file("migrate.toml", "[round_trip]\nseed = \"seed.sql\"\n")
        .file(
            "seed.sql",
            "-- first of all\nINSERT INTO users (name) VALUES ('Ann'), ('Bob'), ('O''Neill');\nINSERT INTO nowhere VALUES (1);\n"
            "INSERT INTO users (name, empty) VALUES ('Zoe', 7);");
}

}  // namespace

TEST_CASE("a way back that does not undo its revision is found, and spoils no other") {
    MigrateTest program;
    with_seed(program).file("migrations/first.sql", first_revision);
    std::string parent = "first";
    for (const FaultyDown& fault : faulty_downs()) {
        program.file("migrations/" + fault.id + ".sql",
                     revision_text(fault.id, parent, fault.up, fault.down));
        parent = fault.id;
    }
    const auto report = round_trip_of(program);
    INFO(report.dump(2));
    CHECK(said_of(report, "first").empty());
    for (const FaultyDown& fault : faulty_downs()) {
        INFO(fault.id);
        CHECK(one_says(said_of(report, fault.id), fault));
    }
    const auto empty = std::find_if(report["findings"].begin(), report["findings"].end(),
                                    [](const auto& finding) { return finding["subject"] == "empty"; });
    CHECK((*empty)["file"].get<std::string>().find("empty.sql") != std::string::npos);
    CHECK((*empty)["line"] == 7);
    CHECK(checks_of(report, "seed.sql") == std::vector<std::string>{"round_trip.seed"});
    CHECK(
        said_of(report, "seed.sql") ==
        std::vector<std::string>{
            "round_trip.seed: the statement can run after no revision: relation \"nowhere\" does not exist"});
}

TEST_CASE("the bot's own revisions and a schema with one object of every kind go there and back again") {
    const std::string down =
        "DROP TABLE cache; DROP VIEW open_orders, plain_view; DROP MATERIALIZED VIEW totals; DROP TABLE orders, customers; "
        "DROP SCHEMA books CASCADE; DROP AGGREGATE longest(text); DROP PROCEDURE forget(bigint); "
        "DROP FUNCTION total_of(bigint), touch(); DROP SEQUENCE tickets; DROP DOMAIN email; DROP TYPE span, address, mood;";
    MigrateTest program;
    program.bot_revisions().file("migrations/shop.sql",
                                 revision_text("shop", "", read_support_file("shop_schema.sql"), down));
    const auto report = nlohmann::json::parse(
        program.run({"check", "--deep", "--skip", "files", "--jobs", "3", "--format", "json"}).output);
    INFO(report.dump(2));
    CHECK(report["findings"].empty());
    CHECK(report["checked"].size() >= 7);
}

TEST_CASE("what cannot be taken there and back is told with its reason, also all that stands on a failure") {
    MigrateTest program;
    program.revision("a").file(
        "migrations/b.sql",
        "-- revision: b\n-- parents: a\n-- message: b\n-- irreversible: the rows are gone\n"
        "-- migrate: up\nALTER TABLE t_a ADD x integer;\n");
    program.revision("c", "b").file("migrations/d.sql",
                                    revision_text("d", "c", "SELECT no_such();", "SELECT 1;"));
    program.revision("e", "d");
    const auto report = round_trip_of(program);
    INFO(report.dump(2));
    CHECK(report["findings"].size() == 3);
    CHECK(report["findings"][2]["severity"] == "info");
    using Said = std::vector<std::string>;
    CHECK(checks_of(report, "b") == Said{"round_trip.irreversible"});
    CHECK(checks_of(report, "d") == Said{"round_trip.up_fails"});
    CHECK(said_of(report, "b") ==
          Said{"round_trip.irreversible: revision b was not taken up and down: it declares itself "
               "irreversible: the rows are gone"});
    CHECK(said_of(report, "d") ==
          Said{"round_trip.up_fails: revision d: up fails: d failed: function no_such() does not exist"});
    CHECK(
        said_of(report, "e") ==
        Said{"round_trip.irreversible: revision e was not taken up and down: d before it cannot be applied"});
}

TEST_CASE("a round trip that cannot be tried is listed as not checked, with the reason") {
    MigrateTest program;
    program.revision("a");
    const auto reason = [&](const std::vector<std::string>& arguments) {
        const auto report = nlohmann::json::parse(program.run(arguments).output);
        for (const auto& skipped : report["skipped"])
            if (skipped["check"] == "round_trip.rows") return skipped["reason"].get<std::string>();
        return std::string();
    };
    CHECK(reason({"check", "--format", "json"}).find("--deep") != std::string::npos);
    program.variable("MIGRATE_PG_BINDIR", "/nowhere");
    CHECK(reason({"check", "--deep", "--format", "json"}).find("/nowhere") != std::string::npos);
    program.variable("MIGRATE_PG_BINDIR", "").revision("b", "nobody");
    CHECK(reason({"check", "--deep", "--format", "json"}).find("cannot be run") != std::string::npos);
}

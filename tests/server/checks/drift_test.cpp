// The database against what its revisions make of an empty one.

#include "tests/server/checks/found.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/test_server.hpp"

using namespace migrate::test;

namespace {

/// A database that is what its two revisions say; a third is pending.
struct Applied {
    TestDatabase database;
    MigrateTest program;

    Applied() {
        program.file("migrations/a.sql",
                     "-- revision: a\n-- parents:\n-- message: a\n-- migrate: up\n"
                     "CREATE TABLE users (id serial PRIMARY KEY, credits integer NOT NULL DEFAULT 0);\n"
                     "GRANT SELECT ON users TO nobody_else;\n"
                     "-- migrate: down\nDROP TABLE users;\n");
        program.file("migrations/b.toml",
                     "revision = \"b\"\nparents = [\"a\"]\nmessage = \"b\"\n[[create_index]]\n"
                     "name = \"ix_credits\"\ntable = \"users\"\ncolumns = [\"credits\"]\n");
        program.database(database.url());
        database.psql(
            "DO $$ BEGIN CREATE ROLE nobody_else; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        REQUIRE(program.run({"up"}).exit_code == 0);
        program.revision("c", "b");
    }

    nlohmann::json report(const std::vector<std::string>& arguments = {"check", "drift"}) const {
        auto words = arguments;
        words.insert(words.end(), {"--format", "json"});
        return nlohmann::json::parse(program.run(words).output);
    }
};

struct Seen {
    std::string check;
    std::string message;
};

std::vector<Seen> seen_in(const nlohmann::json& report) {
    std::vector<Seen> seen;
    for (const auto& finding : report["findings"]) seen.push_back({finding["check"], finding["message"]});
    return seen;
}

}  // namespace

TEST_CASE("the bot's database is what its revisions say, whatever is still pending") {
    const TestDatabase database;
    MigrateTest program;
    program.bot_revisions().database(database.url());
    REQUIRE(program.run({"up"}).exit_code == 0);
    program.revision("pending", "performance_indexes_001");
    const auto report = nlohmann::json::parse(program.run({"check", "drift", "--format", "json"}).output);
    INFO(report.dump(2));
    CHECK(report["findings"].empty());
    CHECK(report["skipped"].empty());
    CHECK(report["checked"].size() == 4);
}

TEST_CASE("what the server notes of a column for itself is no drift, and an option of it is") {
    Applied applied;
    const auto set_options = [&](const std::string& options) {
        applied.database.psql("UPDATE pg_attribute SET attoptions = '" + options +
                              "' WHERE attrelid = 'users'::regclass AND attname = 'credits'");
    };
    set_options("{pg_attver=22119568}");
    CHECK(seen_in(applied.report()).empty());
    set_options("{pg_attver=22119568,n_distinct=7}");
    const auto seen = seen_in(applied.report());
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].message ==
          "column users.credits: the options are none in the revisions, n_distinct=7 in the database");
}

TEST_CASE("what is missing, different or unexpected is found with both sides, and can be ignored") {
    Applied applied;
    applied.database.psql(
        "ALTER TABLE users ALTER credits SET DEFAULT 1; DROP INDEX ix_credits; CREATE TABLE extra ()");
    const auto seen = seen_in(applied.report());
    REQUIRE(seen.size() == 3);
    CHECK(seen[0].check == "drift.missing");
    CHECK(
        seen[0].message ==
        "index ix_credits on users (CREATE INDEX ix_credits ON public.users USING btree (credits)) is in the revisions, "
        "and not in the database");
    CHECK(seen[1].check == "drift.different");
    CHECK(seen[1].message == "column users.credits: the default is 0 in the revisions, 1 in the database");
    CHECK(seen[2].check == "drift.unexpected");
    CHECK(seen[2].message == "table extra is in the database, and not in the revisions");
    applied.program.file(
        "migrate.toml", "[drift]\nignore = [\"extra\", \"index ix_*\", \"users.*: default\", \"ix_typo\"]\n");
    const auto ignored = seen_in(applied.report());
    REQUIRE(ignored.size() == 1);
    CHECK(ignored[0].check == "drift.stale_ignore");
    CHECK(ignored[0].message == "the pattern \"ix_typo\" of [drift] ignore means no difference");
}

TEST_CASE("drift that cannot be looked for is listed as not checked, with the reason") {
    Applied applied;
    const auto reason = [&](const std::vector<std::string>& arguments) {
        const auto report = applied.report(arguments);
        REQUIRE_FALSE(report["skipped"].empty());
        for (const auto& skipped : report["skipped"])
            if (skipped["check"] == "drift.missing") return skipped["reason"].get<std::string>();
        return std::string();
    };
    CHECK(reason({"check", "--skip", "catalog"}).find("--deep") != std::string::npos);
    applied.program.variable("MIGRATE_PG_BINDIR", "/nowhere");
    CHECK(reason({"check", "drift"}).find("no initdb and postgres in '/nowhere'") != std::string::npos);
    applied.program.variable("MIGRATE_PG_BINDIR", "");
    CHECK(reason({"check", "drift", "--sandbox"}).find("--sandbox") != std::string::npos);
    applied.program.file("migrations/a.sql",
                         "-- revision: a\n-- parents:\n-- message: a\n-- migrate: up\nSELECT no_such();\n"
                         "-- migrate: down\nSELECT 1;\n");
    CHECK(reason({"check", "drift"}).find("a failed: function no_such() does not exist") !=
          std::string::npos);
    applied.database.psql("UPDATE alembic_version SET version_num = 'zzz'");
    CHECK(reason({"check", "drift"}).find("zzz, which these files do not know") != std::string::npos);
    applied.database.psql("DROP TABLE alembic_version");
    CHECK(reason({"check", "drift"}).find("no table alembic_version") != std::string::npos);
    applied.program.database("");
    CHECK(reason({"check", "drift"}).find("no database was named") != std::string::npos);
}

TEST_CASE("a database whose names are in a schema of its own is compared in that schema") {
    const TestDatabase database;
    MigrateTest program;
    program.revision("a").database(database.url());
    database.psql("CREATE SCHEMA app; ALTER DATABASE \"" + database.name() +
                  "\" SET search_path = app, public");
    REQUIRE(program.run({"up"}).exit_code == 0);
    CHECK(database.psql("SELECT relnamespace::regnamespace FROM pg_class WHERE relname = 't_a'") == "app");
    CHECK(is_silent(program, "drift.missing"));
    database.psql("DROP TABLE app.t_a");
    const auto findings = findings_of(program, "drift.missing");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0]["subject"] == "table app.t_a");
}

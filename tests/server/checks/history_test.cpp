// What a database says about the revisions of the files.

#include "tests/server/checks/found.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/idle_session.hpp"
#include "tests/support/test_server.hpp"

using namespace migrate::test;

namespace {

/// Two revisions, applied.
struct Applied {
    TestDatabase database;
    MigrateTest program;

    Applied() {
        program.revision("a").revision("b", "a").database(database.url());
        REQUIRE(program.run({"up"}).exit_code == 0);
    }
    void interrupt(const std::string& revision) const {
        database.psql("UPDATE migrate.journal SET state = 'started', finished_at = NULL WHERE revision = '" +
                      revision + "'");
    }
};

constexpr auto take_runner_lock = "SELECT pg_advisory_lock(1835624306, 0)";

}  // namespace

TEST_CASE("a database at head is silent in all of history") {
    const Applied at_head;
    for (const auto* id : {"history.unversioned", "history.pending", "history.interrupted",
                           "history.unknown_revision", "history.edited", "history.disagrees"}) {
        INFO(id);
        CHECK(is_silent(at_head.program, id));
    }
    CHECK(at_head.program.run({"check", "history", "--fail-on", "info"}).exit_code == 0);
}

TEST_CASE("a database that no revision was ever applied to is found") {
    const TestDatabase database;
    MigrateTest program;
    program.revision("a").database(database.url());
    CHECK(findings_of(program, "history.unversioned")[0]["subject"] == "alembic_version");
    REQUIRE(program.run({"ensure-version"}).exit_code == 0);
    CHECK(is_silent(program, "history.unversioned"));
}

TEST_CASE("a revision that is not applied is found with its file and line") {
    Applied behind;
    behind.program.revision("c", "b");
    const auto findings = findings_of(behind.program, "history.pending");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0]["subject"] == "c");
    CHECK(findings[0]["file"].get<std::string>().ends_with("c.sql"));
    CHECK(findings[0]["line"] == 1);
    CHECK(findings[0]["fix"].get<std::string>().find("migrate up") != std::string::npos);
}

TEST_CASE("while a runner is at work, pending revisions say so, and nothing counts as interrupted") {
    Applied behind;
    behind.program.revision("c", "b");
    behind.interrupt("b");
    const IdleSession runner(behind.database, take_runner_lock);
    CHECK(findings_of(behind.program, "history.pending")[0]["fix"].get<std::string>().find("is at work") !=
          std::string::npos);
    CHECK(is_silent(behind.program, "history.interrupted"));
}

TEST_CASE("a run that nobody ended is found") {
    const Applied killed;
    killed.interrupt("b");
    const auto findings = findings_of(killed.program, "history.interrupted");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0]["subject"] == "b");
}

TEST_CASE("a revision that the files do not know is found, with who applied it") {
    const Applied ahead;
    std::filesystem::remove(ahead.program.path() / "migrations/b.sql");
    const auto findings = findings_of(ahead.program, "history.unknown_revision");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0]["subject"] == "b");
    CHECK(findings[0]["message"].get<std::string>().find("applied 2") != std::string::npos);
}

TEST_CASE("a file that was edited after it was applied is found; a pending one may be edited") {
    Applied edited;
    const std::string text =
        "-- revision: b\n-- parents: a\n-- message: other\n-- migrate: up\nSELECT 1;\n-- migrate: down\nSELECT 1;\n";
    edited.program.file("migrations/b.sql", text);
    CHECK(findings_of(edited.program, "history.edited")[0]["subject"] == "b");
    REQUIRE(edited.program.run({"down"}).exit_code == 0);
    CHECK(is_silent(edited.program, "history.edited"));
}

TEST_CASE("an alembic_version that was moved past the journal is found; a stamp makes it right") {
    const Applied moved;
    moved.database.psql("UPDATE alembic_version SET version_num = 'a'");
    const auto findings = findings_of(moved.program, "history.disagrees");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0]["subject"] == "b");
    CHECK(findings[0]["severity"] == "warning");
    REQUIRE(moved.program.run({"stamp", "a"}).exit_code == 0);
    moved.database.psql(
        "UPDATE migrate.journal SET started_at = started_at - interval '1 hour' WHERE revision = 'b'");
    CHECK(is_silent(moved.program, "history.disagrees"));
}

TEST_CASE("without a database the checks of history are listed as not looked at") {
    MigrateTest program;
    program.revision("a");
    const ProcessResult result = program.run({"check", "--format", "json"});
    CHECK(result.exit_code == 0);
    const auto report = nlohmann::json::parse(result.output);
    CHECK(report["verdict"] == "ready");
    CHECK(report["skipped"].dump().find("no database was named") != std::string::npos);
}

TEST_CASE("a named server that does not answer is exit 3, and a finding") {
    MigrateTest program;
    program.revision("a").database("postgresql://nobody:geheim@127.0.0.1:1/none");
    const ProcessResult result = program.run({"check", "--format", "json"});
    CHECK(result.exit_code == 3);
    const auto report = nlohmann::json::parse(result.output);
    CHECK(report["verdict"] == "unreachable");
    CHECK(report["findings"][0]["check"] == "server.unreachable");
    CHECK(result.output.find("geheim") == std::string::npos);
}

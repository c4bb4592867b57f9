// What the catalog shows about indexes that are broken, or not what the revisions say.

#include "checks/catalog/checks.hpp"
#include "checks/evaluate_checks.hpp"
#include "tests/server/checks/found.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/comes_true.hpp"
#include "tests/support/idle_session.hpp"
#include "tests/support/test_server.hpp"

#include <thread>

using namespace migrate::test;

namespace {

std::string invalidate(const std::string& index) {
    return "UPDATE pg_index SET indisvalid = false WHERE indexrelid = '" + index + "'::regclass;";
}

constexpr auto index_revision = R"(revision = "b"
parents = ["a"]
message = "an index"

[[create_index]]
name = "ix_declared"
table = "t_a"
columns = ["id"]
)";

/// A table, and a revision that declares an index of it.
struct Declared {
    TestDatabase database;
    MigrateTest program;

    Declared() {
        program.revision("a").file("migrations/b.toml", index_revision).database(database.url());
        REQUIRE(program.run({"up"}).exit_code == 0);
    }
};

struct Broken {
    std::string id;
    std::string sql;  ///< after `up`
    std::string severity;
};

const std::vector<Broken>& broken_declarations() {
    static const std::vector<Broken> all{
        {"catalog.declared_missing", "DROP INDEX ix_declared;", "error"},
        {"catalog.declared_missing", "DROP TABLE t_a;", "error"},
        {"catalog.declared_invalid", invalidate("ix_declared"), "error"},
        {"catalog.declared_different", "DROP INDEX ix_declared; CREATE INDEX ix_declared ON t_a (id DESC);",
         "error"},
        {"catalog.declared_different", "DROP INDEX ix_declared; CREATE VIEW ix_declared AS SELECT 1;",
         "error"},
        {"catalog.declared_equivalent", "ALTER INDEX ix_declared RENAME TO ix_other;", "info"},
    };
    return all;
}

/// All findings of the group, whatever release the test runs on.
nlohmann::json catalog_findings(const MigrateTest& program) {
    return nlohmann::json::parse(
        program.run({"check", "catalog", "--skip", "catalog.unsafe_release", "--format", "json"})
            .output)["findings"];
}

bool mentions(const nlohmann::json& finding, const std::string& field, const std::string& text) {
    return finding[field].get<std::string>().find(text) != std::string::npos;
}

/// A statement that a writer of the table holds up; ended with this object.
class HeldStatement {
  public:
    HeldStatement(const TestDatabase& database, const std::string& table, const std::string& sql)
        : writer_(database, "LOCK TABLE " + table + " IN ROW EXCLUSIVE MODE"),
          runner_([&database, sql] { database.psql(sql); }) {}
    HeldStatement(const HeldStatement&) = delete;
    HeldStatement& operator=(const HeldStatement&) = delete;
    ~HeldStatement() {
        writer_.end();
        runner_.join();
    }

  private:
    IdleSession writer_;
    std::thread runner_;
};

bool comes_to_wait(const TestDatabase& database) {
    return comes_true([&] {
        return database.psql(
                   "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()") ==
               "1";
    });
}

}  // namespace

TEST_CASE("a declared index that is not there as declared is one finding, where the file declares it") {
    for (const Broken& broken : broken_declarations()) {
        INFO(broken.id << ": " << broken.sql);
        const Declared declared;
        declared.database.psql(broken.sql);
        const auto findings = catalog_findings(declared.program);
        INFO(findings.dump(2));
        REQUIRE(findings.size() == 1);
        CHECK(findings[0]["check"] == broken.id);
        CHECK(findings[0]["severity"] == broken.severity);
        CHECK(findings[0]["subject"] == "ix_declared");
        CHECK(mentions(findings[0], "file", "b.toml"));
        CHECK(findings[0]["line"] == 5);
        CHECK(declared.program.run({"check", "catalog", "--skip", "catalog.unsafe_release"}).exit_code ==
              (broken.severity == "error" ? 1 : 0));
    }
}

TEST_CASE("declared indexes that are as declared, pending or accepted under another name are no findings") {
    Declared declared;
    for (const Broken& broken : broken_declarations()) CHECK(is_silent(declared.program, broken.id));
    declared.program.file("migrations/c.toml",
                          "revision = \"c\"\nparents = [\"b\"]\nmessage = \"pending\"\n[[create_index]]\n"
                          "name = \"ix_pending\"\ntable = \"t_a\"\ncolumns = [\"id\"]\nwhere = \"id > 7\"\n");
    CHECK(catalog_findings(declared.program).empty());
    declared.database.psql("CREATE INDEX ix_other ON t_a (id) WHERE id > 7");
    REQUIRE(declared.program.run({"up", "--on-equivalent", "accept"}).exit_code == 0);
    CHECK(catalog_findings(declared.program).empty());
}

TEST_CASE("a declared index that is being built is said to be, and is no error") {
    const Declared declared;
    declared.database.psql("DROP INDEX ix_declared");
    {
        const HeldStatement build(declared.database, "t_a",
                                  "CREATE INDEX CONCURRENTLY ix_declared ON t_a (id)");
        REQUIRE(comes_to_wait(declared.database));
        const auto findings = catalog_findings(declared.program);
        INFO(findings.dump(2));
        REQUIRE(findings.size() == 1);
        CHECK(findings[0]["check"] == "catalog.declared_invalid");
        CHECK(findings[0]["severity"] == "info");
        CHECK(mentions(findings[0], "message", "is being built by pid"));
    }
    CHECK(catalog_findings(declared.program).empty());
}

namespace {

struct Situation {
    std::string id;
    std::string sql;
    std::string subject;
    std::string said;  ///< in message or fix
};

const std::vector<Situation>& broken_indexes() {
    static const std::vector<Situation> all{
        {"catalog.invalid_index", invalidate("i"), "i", "DROP INDEX CONCURRENTLY public.i"},
        {"catalog.invalid_index", "DROP INDEX i; CREATE UNIQUE INDEX i ON t (a);" + invalidate("i"), "i",
         "urgent"},
        {"catalog.invalid_index",
         "UPDATE pg_index SET indisvalid = false, indisready = false, indislive = false WHERE indexrelid = 'i'::regclass",
         "i", "interrupted DROP INDEX"},
        {"catalog.invalid_index", "CREATE INDEX alone_ccnew ON t (b);" + invalidate("alone_ccnew"),
         "alone_ccnew", "every write pays"},
        {"catalog.invalid_index",
         "CREATE TABLE p (a int) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9);"
         "CREATE INDEX whole ON ONLY p (a)",
         "whole", "ATTACH PARTITION"},
        {"catalog.invalid_index",
         "CREATE TABLE p (a int) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9);"
         "CREATE INDEX whole ON p (a);" +
             invalidate("p1_a_idx") + invalidate("whole"),
         "p1_a_idx", "REINDEX INDEX CONCURRENTLY public.p1_a_idx"},
        {"catalog.reindex_leftover", "CREATE INDEX i_ccnew ON t (a);" + invalidate("i_ccnew"), "i_ccnew",
         "REINDEX CONCURRENTLY of i"},
        {"catalog.reindex_leftover", "CREATE INDEX i_ccold3 ON t (a);" + invalidate("i_ccold3"), "i_ccold3",
         "DROP INDEX CONCURRENTLY public.i_ccold3"},
        {"catalog.reindex_leftover",
         "CREATE INDEX a23456789012345678901234567890123456789012345678901234567890123 ON t (b);"
         "CREATE INDEX a234567890123456789012345678901234567890123456789012345_ccnew12 ON t (b);" +
             invalidate("a234567890123456789012345678901234567890123456789012345_ccnew12"),
         "a234567890123456789012345678901234567890123456789012345_ccnew12", "interrupted REINDEX"},
    };
    return all;
}

/// A database without revisions, and a program without a folder of them.
struct Bare {
    TestDatabase database;
    MigrateTest program;

    Bare() {
        std::filesystem::remove_all(program.path() / "migrations");
        program.database(database.url());
        database.psql("CREATE TABLE t (a int, b int); CREATE INDEX i ON t (a);");
    }
};

}  // namespace

TEST_CASE("an INVALID index that nobody builds is one finding, also without revision files") {
    for (const Situation& broken : broken_indexes()) {
        INFO(broken.id << ": " << broken.sql);
        const Bare bare;
        CHECK(is_silent(bare.program, broken.id));
        bare.database.psql(broken.sql);
        const auto findings = catalog_findings(bare.program);
        INFO(findings.dump(2));
        REQUIRE(findings.size() == 1);
        CHECK(findings[0]["check"] == broken.id);
        CHECK(findings[0]["severity"] == "error");
        CHECK(findings[0]["subject"] == broken.subject);
        CHECK((mentions(findings[0], "message", broken.said) || mentions(findings[0], "fix", broken.said)));
    }
}

TEST_CASE("an index that is being built, rebuilt or dropped now is no finding") {
    for (const std::string statement : {"CREATE INDEX CONCURRENTLY other ON t (b)",
                                        "REINDEX INDEX CONCURRENTLY i", "DROP INDEX CONCURRENTLY i"}) {
        INFO(statement);
        const Bare bare;
        const HeldStatement held(bare.database, "t", statement);
        REQUIRE(comes_to_wait(bare.database));
        CHECK(bare.database.psql("SELECT count(*) FROM pg_index WHERE NOT indisvalid") == "1");
        const auto findings = catalog_findings(bare.program);
        INFO(findings.dump(2));
        CHECK(findings.empty());
    }
}

TEST_CASE("an INVALID index of a pending revision is found with `migrate up` as its end") {
    Declared declared;
    declared.program.file("migrations/c.toml",
                          "revision = \"c\"\nparents = [\"b\"]\nmessage = \"pending\"\n[[create_index]]\n"
                          "name = \"ix_pending\"\ntable = \"t_a\"\ncolumns = [\"id\"]\nwhere = \"id > 7\"\n");
    declared.database.psql("CREATE INDEX ix_pending ON t_a (id) WHERE id > 7;" + invalidate("ix_pending"));
    const auto findings = catalog_findings(declared.program);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0]["check"] == "catalog.invalid_index");
    CHECK(mentions(findings[0], "fix", "migrate up"));
}

TEST_CASE("a server release that corrupts indexes is found; this server is none of the worst") {
    const Bare bare;
    const auto real = report_of(bare.program, "catalog.unsafe_release");
    CHECK(real["checked"].size() == 1);
    const auto severity_on = [](int version) {
        migrate::Facts facts;
        facts.catalog = migrate::CatalogFacts{.server_version = version};
        const auto report = migrate::evaluate_checks({migrate::catalog_unsafe_release}, facts);
        return report.findings.empty() ? "none" : std::string(name_of(report.findings[0].severity));
    };
    CHECK(severity_on(140003) == "error");
    CHECK(severity_on(140004) == "none");
    CHECK(severity_on(180001) == "warning");
    CHECK(severity_on(130001) == "none");
}

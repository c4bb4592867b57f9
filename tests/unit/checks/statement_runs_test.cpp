// What rules know of what stands around a file: other revisions, the way back, the database, the runner.

#include "checks/evaluate_checks.hpp"
#include "checks/statement/checks.hpp"
#include "checks/style/checks.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>

using namespace migrate;

namespace {

/// A SQL revision after `parent`.
ParsedRevision revision(const std::string& id, const std::string& parent, const std::string& up,
                        const std::string& down = "SELECT 1;", const std::string& head = "") {
    const std::string text = "-- revision: " + id + "\n-- parents: " + parent + "\n-- message: m\n" + head +
                             "-- migrate: up\n" + up + "\n-- migrate: down\n" + down + "\n";
    return parse_revision({id + ".sql", text, ""});
}

Facts facts_of(std::vector<ParsedRevision> files, const std::optional<RevisionSet>& applied = std::nullopt,
               const Timeline::Exists& exists = {}) {
    Facts facts;
    facts.files = RevisionGraph::build(std::move(files));
    REQUIRE(facts.files->problems().empty());
    facts.statements = find_statement_facts(*facts.files, applied, exists);
    return facts;
}

RevisionSet applied(const std::string& id) {
    return {RevisionId(id)};
}

Facts with_table(Facts facts, CatalogTable table, int version = 150000) {
    facts.catalog = CatalogFacts{};
    facts.catalog->server_version = version;
    facts.catalog->tables.push_back(std::move(table));
    return facts;
}

Report report_of(const Facts& facts) {
    return evaluate_checks(statement_checks(), facts);
}

/// "check file:line:column" of each finding.
std::vector<std::string> found_in(const Facts& facts) {
    std::vector<std::string> found;
    for (const Finding& finding : report_of(facts).findings)
        found.push_back(finding.check + " " + finding.position.text());
    return found;
}

using Found = std::vector<std::string>;

constexpr auto make_table = "CREATE TABLE a (x int);";
constexpr auto index_table = "CREATE INDEX ix ON a (x);";
constexpr std::int64_t megabyte = 1024 * 1024;

}  // namespace

TEST_CASE("without a database each revision is a run of its own") {
    CHECK(found_in(facts_of({revision("r1", "", make_table), revision("r2", "r1", index_table)})) ==
          Found{"statement.create_index r2.sql:5:1"});
}

TEST_CASE("pending revisions are one run, and applied ones are not judged") {
    const auto files = [] {
        return std::vector<ParsedRevision>{revision("r1", "", make_table), revision("r2", "r1", index_table)};
    };
    CHECK(found_in(facts_of(files(), RevisionSet{})).empty());
    CHECK(found_in(facts_of(files(), applied("r1"))) == Found{"statement.create_index r2.sql:5:1"});
    CHECK(found_in(facts_of(files(), RevisionSet{RevisionId("r1"), RevisionId("r2")})).empty());
}

TEST_CASE("a table made only where it is missing is not new where the database has it") {
    const std::string sql = "CREATE TABLE IF NOT EXISTS a (x int);\n" + std::string(index_table);
    CHECK(found_in(facts_of({revision("r1", "", sql)})).empty());
    const auto exists = [](const RelationName& name) { return name.name == "a"; };
    CHECK(found_in(facts_of({revision("r1", "", sql)}, RevisionSet{}, exists)) ==
          Found{"statement.create_index r1.sql:6:1"});
    const std::string guarded =
        "-- migrate: if missing table a\n" + std::string(make_table) + "\n" + index_table;
    CHECK(found_in(facts_of({revision("r1", "", guarded)}, RevisionSet{}, exists)) ==
          Found{"statement.create_index r1.sql:7:1"});
}

TEST_CASE("on the way back locks count, and what goes is what it is for") {
    const std::string down =
        "DROP TABLE b;\nALTER TABLE a DROP COLUMN x;\nALTER TABLE a ALTER y SET NOT NULL;";
    CHECK(found_in(facts_of({revision("r1", "", "SELECT 1;", down)})) ==
          Found{"statement.set_not_null r1.sql:9:15"});
}

TEST_CASE("a revision with a statement that runs outside a transaction runs statement by statement") {
    const std::string apart =
        "ALTER TABLE a ADD y int;\nUPDATE a SET y = 1 WHERE x > 0;\nCREATE INDEX CONCURRENTLY ix ON a (x);";
    CHECK(found_in(facts_of({revision("r1", "", apart)})).empty());
    const std::string together = "ALTER TABLE a ADD y int;\nUPDATE a SET y = 1 WHERE x > 0;";
    CHECK(found_in(facts_of({revision("r1", "", together)})) ==
          Found{"statement.write_under_lock r1.sql:6:1"});
    CHECK(found_in(facts_of({revision("r1", "", together, "SELECT 1;", "-- transaction: off\n")})).empty());
}

TEST_CASE("the type that earlier revisions gave a column tells what a change costs") {
    const auto change = [](const std::string& from, const std::string& to) {
        return report_of(facts_of({revision("r1", "", "CREATE TABLE a (x " + from + ");"),
                                   revision("r2", "r1", "ALTER TABLE a ALTER x TYPE " + to + ";")}))
            .findings;
    };
    CHECK(change("varchar(20)", "text").empty());
    CHECK(change("varchar(20)", "varchar(50)").empty());
    CHECK(change("numeric(8,2)", "numeric(10,2)").empty());
    REQUIRE(change("varchar(50)", "varchar(20)").size() == 1);
    REQUIRE(change("int", "bigint").size() == 1);
    CHECK(change("int", "bigint")[0].severity == Severity::error);
    REQUIRE(change("timestamp", "timestamptz").size() == 1);
    CHECK(change("timestamp", "timestamptz")[0].severity == Severity::warning);
}

TEST_CASE("a column keeps its type under the new name of the type") {
    const std::string up =
        "CREATE TYPE mood AS ENUM ('a'); CREATE TABLE a (x mood); ALTER TYPE mood RENAME TO mood_old;";
    const std::string change =
        "CREATE TYPE mood AS ENUM ('a'); ALTER TABLE a ALTER x TYPE mood USING x::text::mood;";
    const Report report = report_of(facts_of({revision("r1", "", up), revision("r2", "r1", change)}));
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings[0].message.starts_with("the type of x becomes mood instead of mood_old: a is"));
}

TEST_CASE("the size of a table decides how bad a long lock is") {
    const auto found = [](std::int64_t bytes) {
        const Facts facts = with_table(facts_of({revision("r1", "", index_table)}, RevisionSet{}),
                                       {"public", "a", 4e6, bytes, {}});
        return report_of(facts).findings.at(0);
    };
    CHECK(found(7 * megabyte).severity == Severity::info);
    CHECK(found(9 * megabyte).severity == Severity::error);
    CHECK(
        found(300 * megabyte).message ==
        "CREATE INDEX on a lets nobody write to it until the index is built; a has about 4000000 rows, 300 MB");
}

TEST_CASE("what the database says of columns is used") {
    const auto found = [](const std::string& sql, const CatalogColumn& column) {
        const Facts facts = with_table(facts_of({revision("r1", "", sql)}, RevisionSet{}),
                                       {"public", "a", 4e6, 300 * megabyte, {column}});
        return report_of(facts).findings.size();
    };
    CHECK(found("ALTER TABLE a ALTER x TYPE text;", {"x", "character varying(20)", false}) == 0);
    CHECK(found("ALTER TABLE a ALTER x TYPE text;", {"x", "integer", false}) == 1);
    CHECK(found("ALTER TABLE a ALTER x SET NOT NULL;", {"x", "integer", false}) == 1);
    CHECK(found("ALTER TABLE a ALTER x SET NOT NULL;", {"x", "integer", true}) == 0);
}

TEST_CASE("a server that cannot detach concurrently is not asked to") {
    const auto found = [](int version) {
        const Facts facts =
            facts_of({revision("r1", "", "ALTER TABLE p DETACH PARTITION a;")}, RevisionSet{});
        return found_in(with_table(facts, {"public", "other", 0, 0, {}}, version)).size();
    };
    CHECK(found(130010) == 0);
    CHECK(found(140010) == 1);
}

TEST_CASE("what is allowed with a reason is not found, before a statement and in the head") {
    const std::string allow = "-- migrate: allow statement.create_index because it is small\n";
    CHECK(found_in(facts_of({revision("r1", "", allow + index_table)})).empty());
    CHECK(found_in(facts_of({revision("r1", "", index_table, "SELECT 1;", allow)})).empty());
    const std::string two = allow + index_table + "\nCREATE INDEX iy ON a (x);";
    CHECK(found_in(facts_of({revision("r1", "", two)})) == Found{"statement.create_index r1.sql:7:1"});
}

TEST_CASE("what is allowed without a reason is found, and so is the comment") {
    const std::string allow = "-- migrate: allow statement.create_index\n";
    const Report report = report_of(facts_of({revision("r1", "", allow + index_table)}));
    REQUIRE(report.findings.size() == 2);
    CHECK(report.findings[0].check == "statement.create_index");
    CHECK(report.findings[1].check == "statement.allow_without_reason");
    CHECK(report.findings[1].position.text() == "r1.sql:5:1");
}

TEST_CASE("what is allowed and not found is told, and so is a name that no check has") {
    const std::string stale = "  -- migrate: allow statement.drop_table, statement.tyop because of x\n";
    const Report report = report_of(facts_of({revision("r1", "", stale + "SELECT 1;")}));
    REQUIRE(report.findings.size() == 2);
    CHECK(report.findings[0].check == "statement.allow_unused");
    CHECK(report.findings[0].position.text() == "r1.sql:5:3");
    CHECK(report.findings[0].subject == "statement.drop_table");
    CHECK(report.findings[1].subject == "statement.tyop");
    const std::string head = "-- migrate: allow statement.create_index because of x\n";
    CHECK(found_in(facts_of({revision("r1", "", "SELECT 1;", "SELECT 1;", head)})) ==
          Found{"statement.allow_unused r1.sql:4:1"});
    CHECK(found_in(facts_of({revision("r1", "", "SELECT 1;", index_table, head)})).empty());
}

TEST_CASE("an allowance stands before a statement") {
    const std::string trailing = "SELECT 1;\n-- migrate: allow statement.create_index because of x";
    CHECK(!revision("r1", "", trailing).problems.empty());
    CHECK(!revision("r1", "", "SELECT\n-- migrate: allow statement.create_index because of x\n1;")
               .problems.empty());
}

TEST_CASE("in a plain file comments above the first statement are for all of it") {
    const std::string allow = "-- migrate: allow statement.create_index because it is small\n";
    Facts facts;
    facts.statements = find_statement_facts({{"m.sql", allow + index_table + "\n" + index_table}}, {});
    CHECK(found_in(facts).empty());
    facts.statements = find_statement_facts({{"m.sql", index_table + ("\n" + allow) + index_table}}, {});
    CHECK(found_in(facts) == Found{"statement.create_index m.sql:1:1"});
}

TEST_CASE("matters of taste are looked at where somebody names them") {
    std::vector<Check> table = statement_checks();
    for (const Check& check : style_checks()) table.push_back(check);
    const auto has_style = [&](const CheckSelection& selection) {
        const std::vector<Check> chosen = select_checks(table, selection);
        return std::ranges::count(chosen, "style", &Check::group) > 0;
    };
    CHECK(!has_style({}));
    CHECK(has_style({.only = {"style"}, .skip = {}}));
    CHECK(has_style({.only = {"style.json"}, .skip = {}}));
}

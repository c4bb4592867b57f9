#include "src/revision/sql_script.hpp"

#include "src/revision/sql_facts.hpp"
#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

std::vector<std::string> split(const std::string& script) {
    const SqlScan scan = scan_sql(script);
    std::vector<std::string> statements;
    for (const SqlStatement& statement : split_statements(script, scan.tokens))
        statements.emplace_back(statement.text);
    return statements;
}

SqlFacts facts(const std::string& sql) {
    const SqlScan scan = scan_sql(sql);
    const auto statements = split_statements(sql, scan.tokens);
    REQUIRE(statements.size() == 1);
    return find_facts(statements.front());
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a script is cut at the semicolons between statements") {
    CHECK(split("select 1; select 2") == Texts{"select 1", "select 2"});
    CHECK(split("select 1;;\n ; -- no more\n").size() == 1);
    CHECK(split("-- only words; and a semicolon\n/* a; b */").empty());
    CHECK(split("-- before\nselect /* within; */ 1 -- after\n;") == Texts{"select /* within; */ 1"});
}

TEST_CASE("semicolons in strings, names, comments and dollar quotes end nothing") {
    CHECK(split("select 'a;b', 'it''s;'; select 2").size() == 2);
    CHECK(split(R"(select E'a\';b'; select 2)").size() == 2);
    CHECK(split(R"(select ";" from "a;b"; select 2)").size() == 2);
    CHECK(split("select 1 /* ; /* nested; */ still; */; select 2").size() == 2);
    CHECK(split("do $$ begin perform 1; perform 2; end $$; select 2").size() == 2);
    CHECK(split("select $a$ ; $b$ ; $$ ; $a$; select 2").size() == 2);
    CHECK(split("select U&'d\\0061t;'; select 2").size() == 2);
}

TEST_CASE("the actions of a rule stay in their parentheses") {
    CHECK(
        split(
            "create rule r as on insert to t do also (insert into a values (1); insert into b values (2)); select 1")
            .size() == 2);
}

TEST_CASE("the body of BEGIN ATOMIC is one statement with its function") {
    const std::string function =
        "create or replace function f(a int) returns int begin atomic\n"
        "  select case when a > 1 then 1 else (case a when 0 then 2 end) end; select 2;\nend";
    CHECK(split(function + "; select 1") == Texts{function, "select 1"});
    const std::string named =
        "CREATE PROCEDURE p() BEGIN ATOMIC SELECT 1 AS end, t.case FROM t; SELECT 2; END";
    CHECK(split(named + ";select 1") == Texts{named, "select 1"});
    const std::string old_style =
        "create function begin(atomic int) returns int language sql as 'select 1; select 2'";
    CHECK(split(old_style + "; select 1") == Texts{old_style, "select 1"});
    CHECK(split("create table t (a int); begin; select case when true then 1 end; end; select 1").size() ==
          5);
}

TEST_CASE("an unterminated piece stops the scanner at its first character") {
    struct Case {
        std::string script, rest, reason;
    };
    const auto one = GENERATE(values<Case>({
        {"select 1; select 'abc;\n", "'abc;\n", "unterminated quoted string"},
        {"-- \u043f\u0440\u043e\u0431\u0430\nselect /* x", "/* x", "unterminated /* comment"},
        {"do $body$ x $$", "$body$ x $$", "unterminated dollar-quoted string"},
        {"select \"a", "\"a", "unterminated quoted identifier"},
    }));
    const SqlScan scan = scan_sql(one.script);
    REQUIRE(scan.stop);
    CHECK(one.script.substr(scan.stop->offset) == one.rest);
    CHECK(scan.stop->reason == one.reason);
}

TEST_CASE("what comes before an unterminated piece is still read") {
    const std::string script = "select 1; select 2, 'abc";
    const SqlScan scan = scan_sql(script);
    CHECK(split_statements(script, scan.tokens).size() == 2);
}

TEST_CASE("statements that the server refuses in a transaction are known") {
    const auto sql = GENERATE(
        as<std::string>{}, "create index concurrently i on t (a)",
        "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)", "drop index concurrently i",
        "reindex index concurrently i", "reindex (concurrently) table t", "reindex schema s",
        "reindex database d", "reindex system d", "vacuum", "vacuum full t", "vacuum (analyze) t", "cluster",
        "alter system set a = 'b'", "create database d", "drop database d",
        "create tablespace s location '/x'", "drop tablespace s", "alter database d set tablespace s",
        "alter table t detach partition p concurrently", "create subscription s connection 'c' publication p",
        "drop subscription s", "alter subscription s refresh publication",
        "alter subscription s set publication p", "discard all");
    CAPTURE(sql);
    CHECK(facts(sql).outside_transaction);
}

TEST_CASE("their neighbours run in a transaction") {
    const auto sql = GENERATE(
        as<std::string>{}, "create index i on t (a)", "drop index i", "create table \"concurrently\" (a int)",
        "reindex index i", "reindex (concurrently false) index i", "reindex table t", "analyze t",
        "cluster t using i", "alter database d set work_mem = '1MB'", "alter table t detach partition p",
        "create subscription s connection 'c' publication p with (create_slot = false)",
        "create subscription s connection 'c' publication p with (connect = false)",
        "alter subscription s set publication p with (refresh = false)", "alter subscription s disable",
        "refresh materialized view concurrently v", "insert into t values ('create index concurrently')",
        "create table t (vacuum int)", "discard temp", "comment on table t is 'vacuum'");
    CAPTURE(sql);
    CHECK_FALSE(facts(sql).outside_transaction);
}

TEST_CASE("a statement newer than the bundled parser is judged by its words") {
    CHECK(facts("create index concurrently i on t (a) with nothing known").outside_transaction);
    CHECK(facts("vacuum (new_option on, other) t with x").outside_transaction);
    CHECK_FALSE(facts("create index i on t (a) with nothing known").outside_transaction);
}

TEST_CASE("transaction control is known") {
    const auto sql = GENERATE(as<std::string>{}, "begin", "START TRANSACTION", "commit", "end", "rollback",
                              "abort", "savepoint a", "release a", "rollback to a", "prepare transaction 'x'",
                              "commit prepared 'x'");
    CAPTURE(sql);
    CHECK(facts(sql).controls_transaction);
}

TEST_CASE("what only sounds like transaction control is none") {
    const auto sql = GENERATE(as<std::string>{}, "prepare p as select 1", "do $$ begin perform 1; end $$",
                              "select 'commit'", "set transaction isolation level serializable");
    CAPTURE(sql);
    CHECK_FALSE(facts(sql).controls_transaction);
}

TEST_CASE("copying through the client is known, copying on the server is none of it") {
    CHECK(facts("copy t from stdin").copies_through_client);
    CHECK(facts("copy t (a) to stdout with (format csv)").copies_through_client);
    CHECK_FALSE(facts("copy t from '/tmp/stdin'").copies_through_client);
    CHECK_FALSE(facts("copy t from program 'cat'").copies_through_client);
}

TEST_CASE("what a statement destroys is named") {
    using Kind = Destroyed::Kind;
    using List = std::vector<Destroyed>;
    CHECK(find_destroyed("drop table if exists s.a, \"B\" cascade") ==
          List{{Kind::table, "s", "a", ""}, {Kind::table, "", "B", ""}});
    CHECK(find_destroyed("truncate a, s.b") == List{{Kind::table, "", "a", ""}, {Kind::table, "s", "b", ""}});
    CHECK(find_destroyed("alter table s.t add column x int, drop column y, drop z") ==
          List{{Kind::column, "s", "t", "y"}, {Kind::column, "s", "t", "z"}});
    CHECK(find_destroyed("drop schema s") == List{{Kind::schema, "s", "", ""}});
    CHECK(
        find_destroyed("drop index i; drop view v; alter table t drop constraint c; delete from t").empty());
    CHECK(find_destroyed("drop the table").empty());
}

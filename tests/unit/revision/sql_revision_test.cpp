#include "tests/support/catch.hpp"
#include "tests/support/revisions.hpp"

using namespace migrate;
using namespace migrate::testing;

namespace {

ParsedRevision parse(const std::string& text) {
    return parse_revision({"a.sql", text, ""});
}

using Texts = std::vector<std::string>;

/// The problems of a file with this header and these sections.
Texts problems_of(const std::string& text) {
    return places(parse(text).problems);
}

const std::string header = "-- revision: a\n-- parents: b\n";
const std::string sections = "-- migrate: up\nselect 1;\n-- migrate: down\nselect 2;\n";

}  // namespace

TEST_CASE("a SQL revision is read with all its parts") {
    const ParsedRevision file = parse(
        "-- revision: 20250820_200500\n"
        "-- parents:  x1, x2 x3\n"
        "-- message:  access levels: and credits \n"
        "-- labels: billing\n"
        "-- depends_on: y1,y2\n"
        "\n"
        "-- migrate: up\n"
        "CREATE TABLE a (id int);\n"
        "\n"
        "-- why: an ordinary comment\n"
        "INSERT INTO a\n"
        "VALUES (1)\n"
        "-- migrate: down\n"
        "DROP TABLE a; -- gone\n");
    CHECK(file.problems.empty());
    REQUIRE(file.revision);
    const Revision& revision = *file.revision;
    CHECK(revision.id.text() == "20250820_200500");
    CHECK(texts(revision.parents) == Texts{"x1", "x2", "x3"});
    CHECK(revision.message == "access levels: and credits");
    CHECK(revision.labels == Texts{"billing"});
    CHECK(texts(revision.depends_on) == Texts{"y1", "y2"});
    CHECK(revision.file == "a.sql");
    CHECK(revision.id_line == 1);
    CHECK(revision.parents_line == 2);
    REQUIRE(revision.up.size() == 2);
    CHECK(revision.up[0].text == "CREATE TABLE a (id int)");
    CHECK(revision.up[0].line == 8);
    CHECK(revision.up[1].text == "INSERT INTO a\nVALUES (1)");
    CHECK(revision.up[1].line == 11);
    REQUIRE(revision.down.size() == 1);
    CHECK(revision.down[0].line == 14);
    CHECK(revision.down_text == "DROP TABLE a; -- gone\n");
    CHECK(revision.checksum.size() == 32);
    CHECK(revision.runs_in_transaction(true));
}

TEST_CASE("a root says so with an empty list or a dash") {
    CHECK(parse("-- revision: a\n-- parents:\n" + sections).revision->parents.empty());
    CHECK(parse("-- revision: a\n-- parents: -\n" + sections).revision->parents.empty());
    CHECK(problems_of("-- revision: a\n-- parents: -\n" + sections).empty());
}

TEST_CASE("a byte order mark and Windows line ends change nothing but the checksum") {
    const std::string plain = header + sections;
    std::string windows = "\xEF\xBB\xBF";
    for (const char c : plain) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    const ParsedRevision file = parse(windows);
    CHECK(file.problems.empty());
    REQUIRE(file.revision);
    CHECK(file.revision->id.text() == "a");
    CHECK(texts(file.revision->parents) == Texts{"b"});
    CHECK(file.revision->up.at(0).text == "select 1");
    CHECK(file.revision->up.at(0).line == 4);
    CHECK(file.revision->checksum != parse(plain).revision->checksum);
}

TEST_CASE("section marks within strings and dollar quotes are text") {
    const ParsedRevision file =
        parse(header +
              "-- migrate: up\ndo $$\n-- migrate: down\nbegin null; end $$;\nselect '\n-- migrate: down\n';\n"
              "-- migrate: down\nselect 2;\n");
    CHECK(file.problems.empty());
    CHECK(file.revision->up.size() == 2);
    CHECK(file.revision->down.size() == 1);
}

TEST_CASE("a revision that cannot run in a transaction says so, by statement or by header") {
    const ParsedRevision by_statement =
        parse(header + "-- migrate: up\nselect 1;\nvacuum t;\n-- migrate: down\nselect 1;\n");
    CHECK_FALSE(by_statement.revision->runs_in_transaction(true));
    CHECK(by_statement.revision->runs_in_transaction(false));
    CHECK(by_statement.revision->up[1].outside_transaction);
    const ParsedRevision by_header = parse(header + "-- transaction: off\n" + sections);
    CHECK_FALSE(by_header.revision->runs_in_transaction(true));
    CHECK_FALSE(by_header.revision->runs_in_transaction(false));
}

TEST_CASE("a guard belongs to the next statement alone") {
    const ParsedRevision file = parse(header +
                                      "-- migrate: up\n"
                                      "-- migrate: if missing table Users\n"
                                      "create table users (id int);\n"
                                      "select 1;\n"
                                      "-- migrate: if missing column s.users.\"Credits\"\n"
                                      "-- why: said between\n"
                                      "alter table s.users add column \"Credits\" int;\n"
                                      "-- migrate: down\n"
                                      "-- migrate: if created index on bot_instances (status, owner_id)\n"
                                      "drop index i;\n"
                                      "-- migrate: if created unique on bot_instances (id)\n"
                                      "drop index j;\n");
    CHECK(file.problems.empty());
    const Revision& revision = *file.revision;
    CHECK(revision.up.at(0).guard == Guard{Guard::When::if_missing, Guard::Object::table, "users", {}});
    CHECK_FALSE(revision.up.at(1).guard);
    CHECK(revision.up.at(2).guard ==
          Guard{Guard::When::if_missing, Guard::Object::column, "s.users", {"Credits"}});
    CHECK(revision.up.at(2).guard->text() == "column s.users.\"Credits\"");
    CHECK(revision.down.at(0).guard ==
          Guard{Guard::When::if_created, Guard::Object::index, "bot_instances", {"status", "owner_id"}});
    CHECK(revision.down.at(0).guard->text() == "index on bot_instances (status, owner_id)");
    CHECK(revision.down.at(1).guard->text() == "unique on bot_instances (id)");
}

TEST_CASE("a guard that cannot be read or stands in the wrong place is a problem") {
    const auto guard = GENERATE(
        as<std::string>{}, "if missing", "if missing view v", "if mising table t", "if missing table",
        "if missing table a b", "if missing column t", "if missing column a.b.c.d", "if missing index on t",
        "if missing index on t ()", "if missing index on t (a", "if missing index on t (lower(a))",
        "if missing unique t (a)", "if created table t", "if missing table 'a'");
    CAPTURE(guard);
    const std::string text =
        header + "-- migrate: up\n-- migrate: " + guard + "\nselect 1;\n-- migrate: down\nselect 2;\n";
    CHECK(problems_of(text) == Texts{"bad-guard at a.sql:4"});
}

TEST_CASE("a guard without its own statement is a problem") {
    const std::string guard = "-- migrate: if missing table t\n";
    CHECK(problems_of(header + guard + sections) == Texts{"bad-guard at a.sql:3"});
    CHECK(problems_of(header + "-- migrate: up\nselect 1;\n" + guard + "-- migrate: down\nselect 2;\n") ==
          Texts{"bad-guard at a.sql:5"});
    CHECK(problems_of(header + "-- migrate: up\n" + guard + guard +
                      "select 1;\n-- migrate: down\nselect 2;\n") == Texts{"bad-guard at a.sql:5"});
    CHECK(problems_of(header + "-- migrate: up\nselect\n" + guard + "1;\n-- migrate: down\nselect 2;\n") ==
          Texts{"bad-guard at a.sql:5"});
    CHECK(problems_of(
              header +
              "-- migrate: up\nselect 1;\n-- migrate: down\n-- migrate: if missing table t\nselect 2;\n") ==
          Texts{"bad-guard at a.sql:6"});
}

TEST_CASE("files that are no revisions are told apart") {
    CHECK(places(parse_revision({"a.sql", "", "permission denied"}).problems) ==
          Texts{"unreadable-file at a.sql"});
    CHECK(problems_of(header + "-- \xff\n") == Texts{"not-utf8 at a.sql:3"});
    CHECK(problems_of(header + std::string(1, '\0') + sections) == Texts{"not-utf8 at a.sql:3"});
    CHECK(problems_of(header + "-- \xed\xa0\x80 half a surrogate\n") == Texts{"not-utf8 at a.sql:3"});
    CHECK(problems_of(header + "-- \u043f\u0440\u043e\u0431\u0430 \xf0\x9f\x98\x80\n" + sections).empty());
    CHECK(problems_of("select 1;\n") == Texts{"malformed-file at a.sql:1", "missing-key at a.sql:1"});
    CHECK(problems_of("-- parents: b\n" + sections) == Texts{"missing-key at a.sql:1"});
    CHECK(problems_of("") == Texts{"malformed-file at a.sql:1", "missing-key at a.sql:1"});
}

TEST_CASE("the form of a SQL revision is checked") {
    CHECK(problems_of(header + "-- migrate: up\nselect 'abc;\n-- migrate: down\n") ==
          Texts{"malformed-file at a.sql:4"});
    CHECK(problems_of(header + "select 0;\n" + sections) == Texts{"malformed-file at a.sql:3"});
    CHECK(problems_of(header + "-- migrate: upwards\nselect 1;\n" + sections) ==
          Texts{"malformed-file at a.sql:3"});
    CHECK(problems_of(header + sections + "-- migrate: up\nselect 3;\n") ==
          Texts{"malformed-file at a.sql:7"});
    CHECK(problems_of(header + "-- migrate: down\nselect 1;\n") == Texts{"malformed-file at a.sql:1"});
    CHECK(problems_of("-- revision: x\n" + header + sections) == Texts{"malformed-file at a.sql:2"});
    CHECK(problems_of(header + "-- migrate: up\n\\copy t from 'x'\n-- migrate: down\nselect 1;\n") ==
          Texts{"malformed-file at a.sql:4"});
    CHECK(problems_of(header +
                      "-- migrate: up\ncopy t from stdin;\n1\tit's\n\\.\n-- migrate: down\nselect 1;\n")
              .at(0) == "malformed-file at a.sql:4");
    CHECK(problems_of(header + "-- migrate: up\ncreate some thing newer;\n-- migrate: down\nselect 1;\n")
              .empty());
}

TEST_CASE("a mistyped key is found, an ordinary comment is left alone") {
    CHECK(problems_of(header + "-- mesage: x\n" + sections) == Texts{"unknown-key at a.sql:3"});
    CHECK(problems_of(header + "-- revises: x\n" + sections) == Texts{"unknown-key at a.sql:3"});
    CHECK(problems_of(header + "-- Author: me\n-- see https://example.org: it\n-- note: x\n" + sections)
              .empty());
    CHECK(problems_of(header + "-- migrate: up\n-- mesage: x\nselect 1;\n-- migrate: down\nselect 1;\n")
              .empty());
}

TEST_CASE("values of the header are checked") {
    CHECK(problems_of(header + "-- transaction: no\n" + sections) == Texts{"wrong-type at a.sql:3"});
    CHECK(problems_of(header + "-- transaction: ON\n" + sections).empty());
    CHECK(problems_of(header + "-- irreversible:\n" + sections) == Texts{"wrong-type at a.sql:3"});
}

TEST_CASE("an id must fit into alembic_version and into a selector") {
    const auto id = GENERATE(as<std::string>{}, "", "a-b", "a+b", "a@b", "a:b", "a b", "a,b", "head",
                             "current", std::string(33, 'x'));
    CAPTURE(id);
    const auto problems = problems_of("-- revision: " + id + "\n-- parents: b\n" + sections);
    CHECK(problems == Texts{"bad-revision-id at a.sql:1"});
}

TEST_CASE("an id of 32 bytes, of other letters or near a reserved word is one") {
    const auto id =
        GENERATE(as<std::string>{}, std::string(32, 'x'), "\u043f\u0440\u043e\u0431\u0430", "heads_up", "1");
    CHECK(problems_of("-- revision: " + id + "\n-- parents: b\n" + sections).empty());
}

TEST_CASE("a label is held to the same rule") {
    CHECK(problems_of(header + "-- labels: a@b\n" + sections) == Texts{"bad-revision-id at a.sql:1"});
    CHECK(problems_of(header + "-- labels: billing, web\n" + sections).empty());
}

TEST_CASE("a revision does something and can be undone, or says why not") {
    const std::string up = "-- migrate: up\nselect 1;\n";
    CHECK(problems_of(header + "-- migrate: up\n-- nothing\n-- migrate: down\nselect 1;\n") ==
          Texts{"empty-up at a.sql:1"});
    CHECK(problems_of(header + up) == Texts{"missing-down at a.sql:1"});
    CHECK(problems_of(header + up + "-- migrate: down\n") == Texts{"missing-down at a.sql:1"});
    CHECK(problems_of(header + "-- irreversible: data is gone\n" + up).empty());
    CHECK(parse(header + "-- irreversible: data is gone\n" + up).revision->irreversible == "data is gone");
    CHECK(problems_of("-- revision: m\n-- parents: a b\n-- migrate: up\n-- migrate: down\n").empty());
    CHECK(problems_of("-- revision: m\n-- parents: a b\n").empty());
}

TEST_CASE("a revision leaves transactions to the runner") {
    CHECK(problems_of(header + "-- migrate: up\nbegin;\nselect 1;\nCOMMIT;\n-- migrate: down\nselect 1;\n") ==
          Texts{"transaction-control at a.sql:4", "transaction-control at a.sql:6"});
}

TEST_CASE("all problems of a file are told at once") {
    CHECK(
        problems_of(
            "-- revision: a-b\n-- parent: b\n-- transaction: maybe\n-- migrate: up\n-- migrate: if x\ncommit;\n") ==
        Texts{"unknown-key at a.sql:2", "wrong-type at a.sql:3", "bad-guard at a.sql:5",
              "transaction-control at a.sql:6", "bad-revision-id at a.sql:1", "missing-down at a.sql:1"});
}

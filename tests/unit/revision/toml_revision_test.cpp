#include "tests/support/catch.hpp"
#include "tests/support/revisions.hpp"

using namespace migrate;
using namespace migrate::testing;

namespace {

ParsedRevision parse(const std::string& text) {
    return parse_revision({"a.toml", text, ""});
}

using Texts = std::vector<std::string>;

Texts problems_of(const std::string& text) {
    return places(parse(text).problems);
}

/// A file with this in its only [[create_index]], from line 4 on.
std::string file_with(const std::string& lines) {
    return "revision = \"a\"\nparents = []\n[[create_index]]\n" + lines;
}

const std::string an_index = "name = \"i\"\ntable = \"t\"\ncolumns = [\"c\"]\n";

}  // namespace

TEST_CASE("a TOML revision is read with all its parts") {
    const ParsedRevision file = parse(R"toml(# twelve of them
revision = "perf"
parents  = ["x1", "x2"]
message  = "indexes"
labels   = ["speed"]
depends_on = ["y"]

[[create_index]]
name    = "ix_a"
schema  = "s"
table   = "t"
columns = ["chat_id", {column = "at", order = "desc", nulls = "last", opclass = "x_ops", collation = "C"}, {expression = "lower(name)"}]
unique  = true
nulls_not_distinct = true
include = ["d"]
where   = "active"
method  = "gin"
with    = {fillfactor = 90, fastupdate = false, buffering = "auto"}
tablespace = "fast"
why     = "read at every message"
serves  = ["active_link"]

[[drop_index]]
name = "ix_b"
table = "t"
columns = ["b"]

[[create_index]]
name = "ix_c"
table = "t"
columns = ["c"]
)toml");
    CHECK(places(file.problems).empty());
    REQUIRE(file.revision);
    const Revision& revision = *file.revision;
    CHECK(revision.id.text() == "perf");
    CHECK(texts(revision.parents) == Texts{"x1", "x2"});
    CHECK(revision.message == "indexes");
    CHECK(revision.labels == Texts{"speed"});
    CHECK(texts(revision.depends_on) == Texts{"y"});
    CHECK(revision.id_line == 2);
    CHECK(revision.parents_line == 3);
    CHECK(revision.changes_indexes());
    CHECK_FALSE(revision.runs_in_transaction(true));

    REQUIRE(revision.indexes.size() == 3);
    const IndexChange& first = revision.indexes[0];
    const IndexSpec expected{
        .name = "ix_a",
        .schema = "s",
        .table = "t",
        .method = "gin",
        .keys = {{.column = "chat_id"},
                 {.column = "at", .descending = true, .nulls = "last", .opclass = "x_ops", .collation = "C"},
                 {.expression = "lower(name)"}},
        .include = {"d"},
        .where = "active",
        .unique = true,
        .nulls_not_distinct = true,
        .with = {{"fillfactor", "90"}, {"fastupdate", "off"}, {"buffering", "auto"}},
        .tablespace = "fast"};
    CHECK(first.spec == expected);
    CHECK(first.why == "read at every message");
    CHECK(first.serves == Texts{"active_link"});
    CHECK(first.line == 8);
    CHECK(revision.indexes[1].kind == IndexChange::Kind::drop);
    CHECK(revision.indexes[1].line == 23);
    CHECK(revision.indexes[2].spec.name == "ix_c");
}

TEST_CASE("TOML that does not parse is a problem with its line") {
    CHECK(problems_of("revision = \"a\"\nparents = [\n\nmessage = 1\n")
              .at(0)
              .starts_with("malformed-file at a.toml:"));
    CHECK(problems_of("revision = \"a\"\nrevision = \"b\"\n") == Texts{"malformed-file at a.toml:2"});
}

TEST_CASE("keys that TOML revisions do not know are found at every level") {
    CHECK(problems_of("parent = []\n" + file_with(an_index)) == Texts{"unknown-key at a.toml:1"});
    CHECK(problems_of(file_with(an_index + "uniqe = true\n")) == Texts{"unknown-key at a.toml:7"});
    const auto file = parse(file_with(an_index + "uniqe = true\n"));
    CHECK(file.problems.at(0).message == "unknown key 'uniqe' in [[create_index]]; did you mean 'unique'?");
    CHECK(
        problems_of(file_with("name = \"i\"\ntable = \"t\"\ncolumns = [{column = \"c\", desc = true}]\n")) ==
        Texts{"unknown-key at a.toml:6"});
}

TEST_CASE("values of the wrong type are found with their line") {
    CHECK(problems_of("revision = 1\n[[create_index]]\n" + an_index) == Texts{"wrong-type at a.toml:1"});
    CHECK(problems_of("message = 1\n" + file_with(an_index)) == Texts{"wrong-type at a.toml:1"});
    CHECK(problems_of("labels = \"x\"\n" + file_with(an_index)) == Texts{"wrong-type at a.toml:1"});
    CHECK(problems_of("labels = [1]\n" + file_with(an_index)) == Texts{"wrong-type at a.toml:1"});
    CHECK(problems_of(file_with(an_index + "unique = \"yes\"\n")) == Texts{"wrong-type at a.toml:7"});
    CHECK(problems_of(file_with(an_index + "with = [1]\n")) == Texts{"wrong-type at a.toml:7"});
    CHECK(problems_of(file_with("name = \"i\"\ntable = \"t\"\ncolumns = \"c\"\n")) ==
          Texts{"wrong-type at a.toml:6"});
    CHECK(problems_of(file_with("name = \"i\"\ntable = \"t\"\ncolumns = []\n")) ==
          Texts{"wrong-type at a.toml:6"});
    CHECK(problems_of(
              file_with("name = \"i\"\ntable = \"t\"\ncolumns = [{column = \"c\", order = \"down\"}]\n")) ==
          Texts{"wrong-type at a.toml:6"});
    CHECK(problems_of("revision = \"a\"\ncreate_index = 1\n").at(0) == "wrong-type at a.toml:2");
}

TEST_CASE("keys that must be there are missed") {
    CHECK(problems_of("[[create_index]]\n" + an_index) == Texts{"missing-key at a.toml:1"});
    CHECK(problems_of(file_with("")) ==
          Texts{"missing-key at a.toml:3", "missing-key at a.toml:3", "missing-key at a.toml:3"});
    CHECK(problems_of(file_with("name = \"i\"\ntable = \"t\"\ncolumns = [{order = \"asc\"}]\n")) ==
          Texts{"missing-key at a.toml:6"});
    CHECK(problems_of(
              file_with("name = \"i\"\ntable = \"t\"\ncolumns = [{column = \"c\", expression = \"d\"}]\n")) ==
          Texts{"missing-key at a.toml:6"});
}

TEST_CASE("a revision without indexes does nothing, unless it merges") {
    CHECK(problems_of("revision = \"a\"\nparents = [\"b\"]\n") == Texts{"empty-up at a.toml:1"});
    CHECK(problems_of("revision = \"a\"\nparents = [\"b\", \"c\"]\n").empty());
}

TEST_CASE("a name that PostgreSQL would cut is a problem") {
    const auto with_name = [](const std::string& name) {
        return file_with("name = \"" + name + "\"\ntable = \"t\"\ncolumns = [\"c\"]\n");
    };
    CHECK(problems_of(with_name(std::string(64, 'n'))) == Texts{"long-identifier at a.toml:3"});
    CHECK(problems_of(with_name(std::string(63, 'n'))).empty());
    std::string cyrillic;
    for (int i = 0; i < 32; ++i) cyrillic += "\u044f";
    CHECK(problems_of(with_name(cyrillic)) == Texts{"long-identifier at a.toml:3"});
}

#include "src/schema/schema_difference.hpp"

#include "src/schema/schema_pattern.hpp"
#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

const SidesOfDifference sides{.wanted = "in the revisions", .actual = "in the database"};

SchemaSnapshot schema(std::map<SchemaKey, SchemaAttributes> objects, int version = 150000) {
    return {.server_version = version, .owner = "bot", .objects = std::move(objects)};
}

std::vector<std::string> words(const SchemaSnapshot& wanted, const SchemaSnapshot& actual,
                               const std::vector<std::string>& ignore = {}) {
    std::vector<std::string> said;
    for (const auto& difference : compare_schemas(wanted, actual, ignore))
        said.push_back(describe(difference, sides));
    return said;
}

using Words = std::vector<std::string>;

const SchemaKey users{"table", "", "users"};
const SchemaKey credits{"column", "users", "credits"};

SchemaSnapshot with_default(const std::string& value) {
    return schema(
        {{users, {}}, {credits, {{"type", "integer"}, {"nullability", "NOT NULL"}, {"default", value}}}});
}

}  // namespace

TEST_CASE("a difference names the object, what of it differs, and both sides") {
    CHECK(words(with_default("0"), with_default("1")) ==
          Words{"column users.credits: the default is 0 in the revisions, 1 in the database"});
    const auto without = schema({{users, {}}});
    CHECK(
        words(with_default("0"), without) ==
        Words{
            "column users.credits (integer NOT NULL DEFAULT 0) is in the revisions, and not in the database"});
    CHECK(
        words(without, with_default("0")) ==
        Words{
            "column users.credits (integer NOT NULL DEFAULT 0) is in the database, and not in the revisions"});
    CHECK(words(with_default("0"), with_default("0")).empty());
}

TEST_CASE("of two long definitions the first line that differs is told") {
    const SchemaKey view{"view", "", "v"};
    const auto of = [&](const std::string& text) { return schema({{view, {{"definition", text}}}}); };
    CHECK(
        words(of("SELECT a\n   FROM t\n  WHERE b"), of("SELECT a\n   FROM t")) ==
        Words{
            "view v: the definition differs in line 3: in the revisions: WHERE b; in the database: at its end"});
}

TEST_CASE("what belongs to a table, a schema or a column goes with it") {
    const SchemaAttributes owned{{"owner column", "users.id"}};
    const auto whole = schema({{users, {}},
                               {credits, {}},
                               {{"index", "users", "ix"}, {}},
                               {{"sequence", "", "users_id_seq"}, owned},
                               {{"schema", "", "audit"}, {}},
                               {{"function", "", "audit.f(integer)"}, {}},
                               {{"table", "", "other"}, {}}});
    CHECK(words(whole, schema({{{"table", "", "other"}, {}}})) ==
          Words{"schema audit is in the revisions, and not in the database",
                "table users is in the revisions, and not in the database"});
}

TEST_CASE("an index or constraint under another name is one difference, two of them are two") {
    const auto of = [](const std::string& name, const std::string& column) {
        return schema(
            {{{"index", "users", name},
              {{"definition", "CREATE INDEX " + name + " ON public.users USING btree (" + column + ")"}}},
             {{"constraint", "users", name + "_c"}, {{"definition", "CHECK (" + column + ")"}}}});
    };
    CHECK(words(of("a", "x"), of("b", "x")) ==
          Words{"constraint a_c on users: the name is a_c in the revisions, b_c in the database",
                "index a on users: the name is a in the revisions, b in the database"});
    CHECK(words(of("a", "x"), of("b", "y")).size() == 4);
}

TEST_CASE("who owns most of a database goes by no name") {
    auto wanted = schema({{users, {{"owner", "postgres"}}}});
    wanted.owner = "postgres";
    CHECK(words(wanted, schema({{users, {{"owner", "bot"}}}})).empty());
    CHECK(words(wanted, schema({{users, {{"owner", "mallory"}}}})) ==
          Words{"table users: the owner is postgres in the revisions, mallory in the database"});
    CHECK(words(wanted, schema({{users, {{"owner", "bot"}, {"privileges of postgres", "ALL"}}}})).empty());
}

TEST_CASE("two major versions may print an expression in two ways, and nothing else") {
    const SchemaKey view{"view", "", "v"};
    const auto of = [&](const std::string& text, int version) {
        return schema({{view, {{"definition", text}, {"comment", text}}},
                       {{"extension", "", "x"}, {{"version", text}}}},
                      version);
    };
    const auto found =
        compare_schemas(of("EXTRACT(year FROM x)", 150000), of("date_part('year', x)", 130000));
    REQUIRE(found.size() == 2);
    CHECK(found[0].attribute == "comment");
    CHECK_FALSE(found[0].uncertain);
    CHECK(found[1].attribute == "definition");
    CHECK(found[1].uncertain);
    CHECK(compare_schemas(of("a", 150000), of("b", 150018)).size() == 3);
}

TEST_CASE("a pattern means an object by its name, with or without its kind, and what belongs to it") {
    const auto is_meant = [](const SchemaKey& key, const std::string& pattern) {
        return is_ignored(key, {pattern});
    };
    CHECK(is_meant(credits, "users.credits"));
    CHECK(is_meant(credits, "column users.cred*"));
    CHECK(is_meant(credits, "users"));
    CHECK(is_meant(credits, "table users"));
    CHECK_FALSE(is_meant(credits, "index users.credits"));
    CHECK_FALSE(is_meant(credits, "credits"));
    CHECK(is_meant({"index", "users", "ix_a"}, "index ix_*"));
    CHECK(is_meant({"table", "", "audit.log"}, "audit.*"));
    CHECK_FALSE(is_meant(users, "user"));
    CHECK(is_ignored(credits, "comment", {"*: comment"}));
    CHECK_FALSE(is_ignored(credits, "default", {"*: comment"}));
    CHECK(words(with_default("0"), with_default("1"), {"users.*: default"}).empty());
    CHECK(words(with_default("0"), schema({{users, {}}}), {"*: default"}).size() == 1);
}

TEST_CASE("a pattern with several stars covers what it should and no more") {
    CHECK(matches("index ix_users_name on users", "*ix_*name*"));
    CHECK(matches("", "*"));
    CHECK(matches("aaab", "a*ab"));
    CHECK_FALSE(matches("aaa", "a*b"));
    CHECK_FALSE(matches("a", ""));
}

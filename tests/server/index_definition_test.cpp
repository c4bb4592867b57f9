#include "tests/server/index_example.hpp"

#include <fmt/format.h>

using namespace migrate;
using namespace migrate::test;

namespace {

struct Case {
    std::string what;
    std::string existing;  ///< what follows the name in CREATE INDEX; "UNIQUE " may stand in front
    IndexSpec declared;
    IndexState state = IndexState::valid;
};

IndexSpec on(std::string table, std::vector<IndexKey> keys) {
    return {.table = std::move(table), .keys = std::move(keys)};
}

template <typename Change>
IndexSpec changed(IndexSpec spec, Change change) {
    change(spec);
    return spec;
}

IndexSpec where(IndexSpec spec, std::string predicate) {
    spec.where = std::move(predicate);
    return spec;
}

IndexSpec unique(IndexSpec spec, bool nulls_not_distinct = false) {
    spec.unique = true;
    spec.nulls_not_distinct = nulls_not_distinct;
    return spec;
}

IndexSpec including(IndexSpec spec, std::vector<std::string> columns) {
    spec.include = std::move(columns);
    return spec;
}

IndexSpec using_method(IndexSpec spec, std::string method) {
    spec.method = std::move(method);
    return spec;
}

std::string create_sql(const Case& one, const std::string& name) {
    const bool is_unique = one.existing.starts_with("UNIQUE ");
    return fmt::format("CREATE {}INDEX {} {};", is_unique ? "UNIQUE " : "", name,
                       is_unique ? one.existing.substr(7) : one.existing);
}

/// Reads all cases together, as a run does.
void check_cases(std::vector<Case> cases) {
    const TestDatabase database(facts_template());
    std::string sql;
    std::vector<IndexSpec> specs;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        cases[i].declared.name = fmt::format("ix_{}", i);
        sql += create_sql(cases[i], cases[i].declared.name);
        specs.push_back(cases[i].declared);
    }
    database.psql(sql);
    auto connection = Connection::open({.target = database.url()});
    const auto facts = read_index_facts(connection, specs);
    REQUIRE(facts.size() == cases.size());
    for (std::size_t i = 0; i < cases.size(); ++i) {
        INFO(cases[i].what);
        REQUIRE(facts[i].same_name);
        REQUIRE(facts[i].wanted);
        INFO("wanted " << facts[i].wanted->text());
        INFO("found  " << facts[i].same_name->key.text());
        CHECK(name_of(find_state(facts[i])) == name_of(cases[i].state));
    }
}

}  // namespace

TEST_CASE("the same index written differently is the same index") {
    const auto with_fillfactor = [](IndexSpec& s) { s.with["fillfactor"] = "70"; };
    check_cases({
        {"plain", "ON t (email)", on("t", {{.column = "email"}})},
        {"the schema spelled out", "ON t (email)",
         changed(on("t", {{.column = "email"}}), [](IndexSpec& s) { s.schema = "public"; })},
        {"defaults spelled out", "ON t (email COLLATE \"default\" ASC NULLS LAST)",
         on("t", {{.column = "email"}})},
        {"defaults declared", "ON t (email)",
         on("t", {{.column = "email", .nulls = "last", .opclass = "text_ops", .collation = "default"}})},
        {"a column in parentheses", "ON t ((email))", on("t", {{.expression = "email"}})},
        {"a cast that the server adds", "ON t (lower(email))",
         on("t", {{.expression = "lower((email)::text)"}})},
        {"letter case of key words", "ON t (lower(email))", on("t", {{.expression = "LOWER(Email)"}})},
        {"a qualified column", "ON t (lower(email))", on("t", {{.expression = "lower(t.email)"}})},
        {"an operator in an expression", "ON t ((amount+1))", on("t", {{.expression = "amount + 1"}})},
        {"IN and ANY", "ON t (name) WHERE st IN ('x', 'y')",
         where(on("t", {{.column = "name"}}), "st = ANY (ARRAY['x'::text, 'y'])")},
        {"BETWEEN", "ON t (name) WHERE amount BETWEEN 1 AND 5",
         where(on("t", {{.column = "name"}}), "(amount >= 1::numeric) and amount<=5")},
        {"a predicate in parentheses", "ON t (name) WHERE active",
         where(on("t", {{.column = "name"}}), "((active))")},
        {"quoted names", "ON t (\"User Id\" DESC NULLS FIRST)",
         on("t", {{.column = "User Id", .descending = true}})},
        {"behind a dropped column", "ON t (\"User Id\", email)",
         on("t", {{.column = "User Id"}, {.column = "email"}})},
        {"one operator family", "ON t (email varchar_pattern_ops)",
         on("t", {{.column = "email", .opclass = "text_pattern_ops"}})},
        {"a collation", "ON t (email COLLATE \"C\")", on("t", {{.column = "email", .collation = "C"}})},
        {"INCLUDE", "ON t (email) INCLUDE (id, \"User Id\")",
         including(on("t", {{.column = "email"}}), {"id", "User Id"})},
        {"storage parameters", "ON t (email) WITH (fillfactor = 90)",
         changed(on("t", {{.column = "email"}}), with_fillfactor)},
        {"unique", "UNIQUE ON t (email)", unique(on("t", {{.column = "email"}}))},
        {"a function by its schema", "ON t (other.norm(name))",
         on("t", {{.expression = "other.norm(name)"}})},
        {"a function by the search_path", "ON t (public.norm(name))",
         on("t", {{.expression = "norm(name)"}})},
        {"an enum of the schema", "ON t (name) WHERE feeling = 'calm'",
         where(on("t", {{.column = "name"}}), "feeling = 'calm'::mood")},
        {"another method", "ON t USING gin (doc jsonb_path_ops)",
         using_method(on("t", {{.column = "doc", .opclass = "jsonb_path_ops"}}), "gin")},
        {"a generated column", "ON t (total)", on("t", {{.column = "total"}})},
        {"an identity column and a serial", "ON t (id, serial_no)",
         on("t", {{.column = "id"}, {.column = "serial_no"}})},
        {"a table of the same name elsewhere", "ON other.t (email)",
         changed(on("t", {{.column = "email"}}), [](IndexSpec& s) { s.schema = "other"; })},
        {"a partitioned table", "ON parted (k, v)", on("parted", {{.column = "k"}, {.column = "v"}})},
        {"a materialized view", "ON summary (id)", on("summary", {{.column = "id"}})},
        {"a literal with a line break and quotes", "ON t (name) WHERE st = E'it''s\\n'",
         where(on("t", {{.column = "name"}}), "st = E'it''s\\n'")},
    });
}

TEST_CASE("an index that is nearly the same is another index") {
    const auto other = IndexState::different;
    check_cases({
        {"column order", "ON t (email, name)", on("t", {{.column = "name"}, {.column = "email"}}), other},
        {"one column more", "ON t (email, name)", on("t", {{.column = "email"}}), other},
        {"descending", "ON t (email DESC)", on("t", {{.column = "email"}}), other},
        {"NULLS FIRST", "ON t (email NULLS FIRST)", on("t", {{.column = "email"}}), other},
        {"descending with NULLS LAST", "ON t (email DESC)",
         on("t", {{.column = "email", .descending = true, .nulls = "last"}}), other},
        {"collation", "ON t (email COLLATE \"C\")", on("t", {{.column = "email"}}), other},
        {"operator class", "ON t (email text_pattern_ops)", on("t", {{.column = "email"}}), other},
        {"operator class of a method", "ON t USING gin (doc)",
         using_method(on("t", {{.column = "doc", .opclass = "jsonb_path_ops"}}), "gin"), other},
        {"method", "ON t USING hash (name)", on("t", {{.column = "name"}}), other},
        {"INCLUDE or key", "ON t (email) INCLUDE (id)", on("t", {{.column = "email"}, {.column = "id"}}),
         other},
        {"order of INCLUDE", "ON t (email) INCLUDE (id, name)",
         including(on("t", {{.column = "email"}}), {"name", "id"}), other},
        {"predicate", "ON t (email) WHERE active", on("t", {{.column = "email"}}), other},
        {"another predicate", "ON t (email) WHERE active",
         where(on("t", {{.column = "email"}}), "NOT active"), other},
        {"unique", "UNIQUE ON t (email)", on("t", {{.column = "email"}}), other},
        {"a function of the same name elsewhere", "ON t (other.norm(name))",
         on("t", {{.expression = "norm(name)"}}), other},
        {"column or expression", "ON t (name)", on("t", {{.expression = "lower(name)"}}), other},
        {"another table", "ON twin (email)", on("t", {{.column = "email"}}), other},
    });
}

TEST_CASE("NULLS NOT DISTINCT makes another index, on servers that know it") {
    {
        const TestDatabase database;
        auto connection = Connection::open({.target = database.url()});
        if (connection.server_version() < 150000) return;
    }
    const IndexSpec wanted = unique(on("t", {{.column = "email"}}), true);
    check_cases({{"the same", "UNIQUE ON t (email) NULLS NOT DISTINCT", wanted},
                 {"without", "UNIQUE ON t (email)", wanted, IndexState::different}});
}

TEST_CASE("a key reads the same whatever the search_path, since it is stored and compared later") {
    const TestDatabase database(facts_template());
    database.psql("CREATE INDEX ix ON t (other.norm(name))");
    IndexSpec spec = email_index();
    spec.keys = {{.expression = "other.norm(name)"}};
    for (const std::string path : {"public", "other, public"}) {
        auto connection = Connection::open({.target = database.url()});
        execute(connection, "SET search_path = " + path);
        spec.schema = "public";
        const IndexFacts facts = read_index_facts(connection, {spec}).front();
        const std::string text =
            "btree (other.norm(name) pg_catalog.text_ops COLLATE pg_catalog.\"default\")";
        CHECK(facts.wanted->text() == text);
        CHECK(facts.same_name->key.text() == text);
    }
}

TEST_CASE("a declaration that the server refuses is told by its name, and nothing is left open") {
    const TestDatabase database(facts_template());
    IndexSpec wrong = email_index();
    wrong.name = "ix_wrong";
    IndexSpec right = email_index();

    SECTION("an unknown column") {
        wrong.keys = {{.column = "emial"}};
        const Error error = failure_of(database.url(), {right, wrong, right});
        CHECK(error.code() == ExitCode::usage);
        CHECK(error.message() == "index ix_wrong: column \"emial\" does not exist");
        CHECK(error.sql().sqlstate == "42703");
    }
    SECTION("a syntax error, which the server finds before it begins") {
        wrong.where = "active AND";
        const Error error = failure_of(database.url(), {right, wrong});
        CHECK(error.code() == ExitCode::usage);
        CHECK(error.message() == "index ix_wrong: syntax error at or near \")\"");
    }
    SECTION("a function that is not immutable") {
        wrong.keys = {{.expression = "at::date"}};
        const Error error = failure_of(database.url(), {wrong});
        CHECK(error.code() == ExitCode::usage);
        CHECK(error.sql().sqlstate == "42P17");
    }
    SECTION("an operator class of another type") {
        wrong.keys = {{.column = "amount", .opclass = "text_pattern_ops"}};
        CHECK(failure_of(database.url(), {wrong}).sql().sqlstate == "42804");
    }
    SECTION("a storage parameter out of bounds") {
        wrong.with = {{"fillfactor", "700"}};
        CHECK(failure_of(database.url(), {wrong}).code() == ExitCode::usage);
    }
}

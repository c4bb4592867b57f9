// Two indexes of one table: is one needless beside the other? Each pair is made on a real server, read from
// its catalog, and judged.

#include "src/index/redundant_index.hpp"
#include "src/postgres/connection.hpp"
#include "src/postgres/read_catalog_facts.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/test_server.hpp"

#include <algorithm>

#include <fmt/format.h>

using namespace migrate;
using namespace migrate::test;

namespace {

constexpr auto different = Redundancy::different;
constexpr auto cheaper = Redundancy::cheaper;
constexpr auto redundant = Redundancy::redundant;
constexpr auto duplicate = Redundancy::duplicate;

struct IndexPair {
    std::string statements;  ///< making "one", then "two", of the table t
    Redundancy kind;
    std::string needless;  ///< "" = neither
    int since = 130000;    ///< the first server that knows such indexes
};

constexpr auto table_sql =
    R"(CREATE TABLE t (a int, b int, c int, s text, v varchar(20), at timestamptz, doc jsonb,
    list int[], range int4range, "Odd Name" int, id int NOT NULL);)";

/// "one" and "two" with these bodies, on t.
IndexPair pair(const std::string& one, const std::string& two, Redundancy kind, std::string needless = "",
               int since = 130000) {
    return {fmt::format("CREATE INDEX one ON t {};\nCREATE INDEX two ON t {};", one, two), kind,
            std::move(needless), since};
}

IndexPair unique_pair(const std::string& one, const std::string& two, Redundancy kind,
                      std::string needless = "", int since = 130000) {
    return {fmt::format("CREATE UNIQUE INDEX one ON t {};\nCREATE UNIQUE INDEX two ON t {};", one, two), kind,
            std::move(needless), since};
}

/// An index "one" beside a unique "two".
IndexPair beside_unique(const std::string& one, const std::string& two, Redundancy kind,
                        std::string needless = "") {
    return {fmt::format("CREATE INDEX one ON t {};\nCREATE UNIQUE INDEX two ON t {};", one, two), kind,
            std::move(needless)};
}

std::vector<IndexPair> keys_and_orders() {
    return {
        pair("(a)", "(a)", duplicate, "two"),
        pair("(a, b)", "(a, b)", duplicate, "two"),
        pair("(a)", "(b)", different),
        pair("(a, b)", "(b, a)", different),
        pair("(a)", "(a, b)", redundant, "one"),
        pair("(a, b)", "(a)", redundant, "two"),
        pair("(b)", "(a, b)", different),
        pair("(a, c)", "(a, b, c)", different),
        pair("(a, b)", "(a, b, c)", redundant, "one"),
        pair("(a DESC)", "(a)", redundant, "two"),
        pair("(a DESC)", "(a, b)", redundant, "one"),
        pair("(a NULLS FIRST)", "(a)", different),
        pair("(a NULLS FIRST)", "(a DESC NULLS LAST)", redundant, "two"),
        pair("(a DESC NULLS LAST)", "(a)", different),
        pair("(a DESC, b DESC)", "(a, b)", redundant, "two"),
        pair("(a, b DESC)", "(a, b)", different),
        pair("(a, b DESC)", "(a DESC, b)", redundant, "two"),
        pair("(a)", "(a, b DESC)", redundant, "one"),
        pair("(a DESC)", "(a, b DESC)", redundant, "one"),
        pair("(a, b)", "(a, b DESC, c)", different),
        pair("(\"Odd Name\")", "(\"Odd Name\")", duplicate, "two"),
        pair("(\"Odd Name\")", "(\"Odd Name\", a)", redundant, "one"),
        pair("(a) WITH (fillfactor = 70)", "(a)", duplicate, "two"),
    };
}

std::vector<IndexPair> classes_and_expressions() {
    return {
        pair("(s)", "(s text_pattern_ops)", different),
        pair("(s text_pattern_ops)", "(s varchar_pattern_ops)", duplicate, "two"),
        pair("(v text_ops)", "(v varchar_ops)", duplicate, "two"),
        pair("(s COLLATE \"C\")", "(s)", different),
        pair("(s COLLATE \"C\")", "(s COLLATE \"C\", a)", redundant, "one"),
        pair("(s COLLATE \"C\")", "(s COLLATE \"POSIX\")", different),
        pair("(lower(s))", "(lower(s))", duplicate, "two"),
        pair("(lower(s))", "(s)", different),
        pair("(lower(s))", "(lower(s), a)", redundant, "one"),
        pair("(lower(v))", "(lower(v::text))", duplicate, "two"),
        pair("((a + b))", "((b + a))", different),
        pair("((s || ', '), a)", "((s || ', '), a, b)", redundant, "one"),
        pair("(lower(s) DESC)", "(lower(s))", redundant, "two"),
        pair("((a + b), c)", "(a, b, c)", different),
    };
}

std::vector<IndexPair> predicates_and_includes() {
    return {
        pair("(a) WHERE b > 0", "(a) WHERE b > 0", duplicate, "two"),
        pair("(a) WHERE b > 0", "(a) WHERE b > 1", different),
        pair("(a) WHERE b > 0", "(a)", cheaper, "one"),
        pair("(a)", "(a, b) WHERE b > 0", different),
        pair("(a) WHERE b > 0", "(a, c) WHERE b > 0", redundant, "one"),
        pair("(a) WHERE b > 0", "(a, c)", cheaper, "one"),
        pair("(a) WHERE s IN ('x', 'y')", "(a) WHERE s = ANY (ARRAY['x', 'y'])", duplicate, "two"),
        pair("(a) INCLUDE (b)", "(a)", redundant, "two"),
        pair("(a) INCLUDE (b)", "(a, b)", redundant, "one"),
        pair("(a) INCLUDE (b)", "(a) INCLUDE (c)", different),
        pair("(a) INCLUDE (b, c)", "(a) INCLUDE (c, b)", duplicate, "two"),
        pair("(a) INCLUDE (b)", "(a, c) INCLUDE (b)", redundant, "one"),
        pair("(a) INCLUDE (b, c)", "(a, b) INCLUDE (c)", redundant, "one"),
        pair("(a, b)", "(a) INCLUDE (b)", redundant, "two"),
    };
}

std::vector<IndexPair> unique_ones() {
    const std::string two_constraint = "ALTER TABLE t ADD CONSTRAINT two UNIQUE (a)";
    return {
        beside_unique("(a)", "(a)", redundant, "one"),
        beside_unique("(a)", "(a, b)", redundant, "one"),
        beside_unique("(a, b)", "(a)", different),
        beside_unique("(a) INCLUDE (b)", "(a)", different),
        beside_unique("(a)", "(a) WHERE b > 0", different),
        beside_unique("(a) WHERE b > 0", "(a)", cheaper, "one"),
        unique_pair("(a)", "(a)", duplicate, "two"),
        unique_pair("(a)", "(a, b)", different),
        unique_pair("(a, b)", "(b, a)", different),
        unique_pair("(a)", "(a DESC)", redundant, "two"),
        unique_pair("(a)", "(a) INCLUDE (b)", redundant, "one"),
        unique_pair("(a) WHERE b > 0", "(a)", cheaper, "one"),
        unique_pair("(a) NULLS NOT DISTINCT", "(a)", different, "", 150000),
        unique_pair("(a) NULLS NOT DISTINCT", "(a) NULLS NOT DISTINCT", duplicate, "two", 150000),
        {"CREATE INDEX one ON t (a); CREATE UNIQUE INDEX two ON t (a) NULLS NOT DISTINCT", redundant, "one",
         150000},
        {"CREATE INDEX one ON t (a);" + two_constraint, redundant, "one"},
        {"CREATE UNIQUE INDEX one ON t (a);" + two_constraint, duplicate, "one"},
        {"ALTER TABLE t ADD CONSTRAINT one PRIMARY KEY (id); CREATE UNIQUE INDEX two ON t (id)", duplicate,
         "two"},
        {"ALTER TABLE t ADD CONSTRAINT one PRIMARY KEY (id); CREATE INDEX two ON t (id)", redundant, "two"},
        {"ALTER TABLE t ADD CONSTRAINT one PRIMARY KEY (id); ALTER TABLE t ADD CONSTRAINT two UNIQUE (id)",
         different, ""},
        {"CREATE UNIQUE INDEX one ON t (a);" + two_constraint + " DEFERRABLE", different, ""},
        {"CREATE INDEX one ON t (a);" + two_constraint + " DEFERRABLE", redundant, "one"},
        {"CREATE UNIQUE INDEX one ON t (id); CREATE UNIQUE INDEX two ON t (id); CREATE TABLE r (x int REFERENCES t (id))",
         duplicate, "two"},
        {"CREATE UNIQUE INDEX one ON t (id); CREATE UNIQUE INDEX two ON t (id); ALTER TABLE t REPLICA IDENTITY USING INDEX two",
         duplicate, "one"},
        {"CREATE INDEX one ON t (a); CREATE INDEX two ON t (a); CLUSTER t USING two", duplicate, "one"},
    };
}

std::vector<IndexPair> other_methods() {
    return {
        pair("USING hash (a)", "USING hash (a)", duplicate, "two"),
        pair("USING hash (a)", "(a)", different),
        pair("USING gin (list)", "USING gin (list)", duplicate, "two"),
        pair("USING gin (doc)", "USING gin (doc jsonb_path_ops)", different),
        pair("USING gin (list)", "USING gin (list, doc)", different),
        pair("USING gin (list, doc)", "USING gin (doc, list)", different),
        pair("USING gist (range)", "USING gist (range)", duplicate, "two"),
        pair("USING gist (range)", "USING spgist (range)", different),
        pair("USING brin (at)", "USING brin (at)", duplicate, "two"),
        pair("USING brin (at)", "USING brin (at) WITH (pages_per_range = 8)", different),
        pair("USING brin (at)", "(at)", different),
        pair("USING brin (a)", "USING brin (a, b)", different),
        {"CREATE INDEX one ON t USING gist (range); ALTER TABLE t ADD CONSTRAINT two EXCLUDE USING gist (range WITH &&)",
         redundant, "one"},
    };
}

/// Partitions: the whole has indexes "one" and "two", whose parts nobody can drop.
std::vector<IndexPair> partitioned_ones() {
    const std::string whole =
        "CREATE TABLE p (a int, b int) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9);";
    return {
        {whole + "CREATE INDEX one ON p (a); CREATE INDEX two ON p (a)", duplicate, "two"},
        {whole + "CREATE INDEX one ON p (a); CREATE INDEX two ON p (a, b)", redundant, "one"},
        {whole + "CREATE INDEX one ON p (a, b); CREATE INDEX two ON p1 (a)", redundant, "two"},
        {whole + "CREATE INDEX one ON p1 (a, b); CREATE INDEX two ON p (a)", different, ""},
        {whole + "CREATE INDEX one ON p1 (a); CREATE INDEX two ON ONLY p (a)", different, ""},
    };
}

std::vector<IndexPair> all_pairs() {
    std::vector<IndexPair> all;
    for (const auto& some : {keys_and_orders(), classes_and_expressions(), predicates_and_includes(),
                             unique_ones(), other_methods(), partitioned_ones()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

std::string schema_of(std::size_t pair) {
    return fmt::format("pair_{}", pair);
}

std::string script(const std::vector<IndexPair>& pairs, int server_version) {
    std::string sql;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (pairs[i].since > server_version) continue;
        sql += fmt::format("CREATE SCHEMA {0}; SET search_path = {0}; {1}\n{2};\n", schema_of(i), table_sql,
                           pairs[i].statements);
    }
    return sql;
}

std::vector<TableIndex> of_schema(const CatalogFacts& facts, const std::string& schema) {
    std::vector<TableIndex> indexes;
    std::ranges::copy_if(facts.indexes, std::back_inserter(indexes),
                         [&](const TableIndex& index) { return index.schema == schema; });
    return indexes;
}

}  // namespace

TEST_CASE("of two indexes of a table, the needless one is found, and no other") {
    const TestDatabase database;
    Connection connection = Connection::open({.target = database.url()});
    const std::vector<IndexPair> pairs = all_pairs();
    REQUIRE(pairs.size() >= 60);
    database.psql(script(pairs, connection.server_version()));
    const CatalogFacts facts = read_catalog_facts(connection);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (pairs[i].since > connection.server_version()) continue;
        INFO(pairs[i].statements);
        const auto indexes = of_schema(facts, schema_of(i));
        REQUIRE(indexes.size() >= 2);
        const auto needless = find_needless_indexes(indexes, {});
        CHECK(needless.size() == (pairs[i].needless.empty() ? 0 : 1));
        CHECK((needless.empty() ? "" : needless[0].index->name) == pairs[i].needless);
        CHECK((needless.empty() ? different : needless[0].kind) == pairs[i].kind);
    }
}

TEST_CASE("of many indexes each needless one is told once, beside one that stays; a declared one stays") {
    const TestDatabase database;
    database.psql(
        "CREATE TABLE t (a int, b int, c int); CREATE INDEX i1 ON t (a); CREATE INDEX i2 ON t (a);"
        "CREATE INDEX i3 ON t (a, b); CREATE INDEX i4 ON t (a, b, c); CREATE INDEX i5 ON t (a, b, c);");
    Connection connection = Connection::open({.target = database.url()});
    const CatalogFacts facts = read_catalog_facts(connection);
    const auto told = [&](const std::set<Oid>& declared) {
        std::vector<std::string> lines;
        for (const NeedlessIndex& one : find_needless_indexes(facts.indexes, declared))
            lines.push_back(one.index->name + " by " + one.other->name);
        return lines;
    };
    CHECK(told({}) == std::vector<std::string>{"i1 by i4", "i2 by i4", "i3 by i4", "i5 by i4"});
    CHECK(told({facts.indexes[4].oid}) ==
          std::vector<std::string>{"i1 by i5", "i2 by i5", "i3 by i5", "i4 by i5"});
}

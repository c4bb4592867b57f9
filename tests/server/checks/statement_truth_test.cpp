// What rules say of PostgreSQL, asked of PostgreSQL.

#include "src/statement/script.hpp"
#include "src/statement/type_change.hpp"
#include "src/statement/volatility.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/test_server.hpp"

#include <sstream>

using namespace migrate;
using namespace migrate::test;

namespace {

/// A change of type, and what has to be written to get it.
struct TypePair {
    std::string old;
    std::string wanted;
    std::string conversion;  ///< USING …
};

const std::vector<TypePair>& type_pairs() {
    static const std::vector<TypePair> pairs{
        {"varchar(10)", "text", ""},
        {"text", "varchar", ""},
        {"text", "varchar(20)", ""},
        {"varchar(10)", "varchar(20)", ""},
        {"varchar(20)", "varchar(10)", ""},
        {"varchar(20)", "varchar", ""},
        {"char(10)", "text", ""},
        {"numeric(10,2)", "numeric(12,2)", ""},
        {"numeric(10,2)", "numeric(12,3)", ""},
        {"numeric(10,2)", "numeric", ""},
        {"numeric", "numeric(12,2)", ""},
        {"timestamp(3)", "timestamp", ""},
        {"timestamp(3)", "timestamp(6)", ""},
        {"timestamp", "timestamp(6)", ""},
        {"timestamp", "timestamp(3)", ""},
        {"time(3)", "time", ""},
        {"interval(3)", "interval", ""},
        {"interval", "interval(3)", ""},
        {"varbit(3)", "varbit(5)", ""},
        {"bit(3)", "varbit", ""},
        {"bit(3)", "varbit(5)", ""},
        {"varchar(10)[]", "varchar(20)[]", ""},
        {"cidr", "inet", ""},
        {"inet", "cidr", "x::cidr"},
        {"int", "bigint", ""},
        {"bigint", "int", ""},
        {"int", "oid", ""},
        {"int", "numeric", ""},
        {"text", "jsonb", "x::jsonb"},
        {"json", "jsonb", ""},
        {"text[]", "varchar[]", ""},
        {"varchar(10)[]", "varchar[]", ""},
        {"text", "text[]", "ARRAY[x]"},
        {"date", "timestamp", ""},
        {"xml", "text", "x::text"},
    };
    return pairs;
}

/// Whether the server writes the table anew.
bool rewrites(const TestDatabase& database, const TypePair& pair) {
    const std::string conversion = pair.conversion.empty() ? "" : " USING " + pair.conversion;
    return database.psql("DROP TABLE IF EXISTS t; CREATE TABLE t (x " + pair.old +
                         "); SELECT pg_relation_filenode('t') AS old \\gset\n"
                         "ALTER TABLE t ALTER x TYPE " +
                         pair.wanted + conversion +
                         ";\n"
                         "SELECT pg_relation_filenode('t') <> :old;") == "t";
}

Volatility judged(const std::string& function) {
    const Script script =
        read_plain_scripts("", "ALTER TABLE t ADD x int DEFAULT " + function + "()").front();
    const ColumnDefinition& column = script.statements.at(0).changes.at(0).column;
    return judge_default(column.find(Constraint::Kind::default_value)->expression).volatility;
}

}  // namespace

TEST_CASE("the server writes a table anew where a change of type is said to") {
    const TestDatabase database;
    for (const TypePair& pair : type_pairs()) {
        INFO(pair.old << " to " << pair.wanted);
        const TypeChange change = judge_type_change(type_named(pair.old), type_named(pair.wanted));
        CHECK((change == TypeChange::rewrite) == rewrites(database, pair));
    }
}

TEST_CASE("the server's own functions are as volatile as they are taken for") {
    const TestDatabase database;
    std::istringstream rows(database.psql(
        "SELECT proname || ' ' || bool_or(provolatile = 'v') FROM pg_proc WHERE proname ~ '^[a-z0-9_]+$' GROUP BY proname"));
    int known = 0;
    for (std::string name, is_volatile; rows >> name >> is_volatile;) {
        const Volatility volatility = judged("pg_catalog.\"" + name + "\"");
        if (volatility == Volatility::unknown) continue;
        ++known;
        INFO(name);
        CHECK((volatility == Volatility::by_row) == (is_volatile == "true"));
    }
    CHECK(known > 80);
}

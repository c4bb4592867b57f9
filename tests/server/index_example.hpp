#pragma once

#include "src/base/error.hpp"
#include "src/postgres/connection.hpp"
#include "src/postgres/query.hpp"
#include "src/postgres/read_index_facts.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/test_server.hpp"

#include <string>
#include <vector>

/// A schema with the kinds of columns and tables that indexes are declared on, and how facts about them are
/// read.
namespace migrate::test {

inline constexpr std::string_view schema_sql = R"(
CREATE SCHEMA other;
CREATE FUNCTION other.norm(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE FUNCTION public.norm(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE TYPE public.mood AS ENUM ('calm', 'loud');
CREATE TABLE t (gone int, id bigint GENERATED ALWAYS AS IDENTITY, email varchar(200), name text, st text, "User Id" int,
                amount numeric, at timestamptz, active boolean, tags text[], doc jsonb, feeling public.mood,
                serial_no serial, total numeric GENERATED ALWAYS AS (amount * 2) STORED);
ALTER TABLE t DROP COLUMN gone;
CREATE TABLE twin (id bigint GENERATED ALWAYS AS IDENTITY, email varchar(200));
CREATE TABLE other.t (id int, email text);
CREATE TABLE parted (k int, v int) PARTITION BY RANGE (k);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (100);
CREATE MATERIALIZED VIEW summary AS SELECT 1 AS id;
CREATE VIEW a_view AS SELECT 1 AS id;
)";

/// The template database with the tables above.
inline const std::string& facts_template() {
    static const std::string name = [] {
        register_template("index_facts", std::string(schema_sql));
        return "index_facts";
    }();
    return name;
}

inline IndexFacts read_one(const std::string& url, IndexSpec spec) {
    auto connection = Connection::open({.target = url});
    return read_index_facts(connection, {std::move(spec)}).front();
}

inline IndexSpec email_index() {
    return {.name = "ix", .table = "t", .keys = {{.column = "email"}}};
}

inline Error failure_of(const std::string& url, const std::vector<IndexSpec>& specs) {
    auto connection = Connection::open({.target = url});
    try {
        read_index_facts(connection, specs);
    } catch (const Error& error) {
        CHECK(query(connection, "SELECT 1")[0][0].as<int>() == 1);  // and not in a failed transaction
        return error;
    }
    FAIL("no error");
    return {ExitCode::done, ""};
}

}  // namespace migrate::test

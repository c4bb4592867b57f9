#include "src/postgres/read_schema.hpp"

#include "src/postgres/queries/schema_sql.hpp"
#include "src/postgres/query.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace migrate {

namespace {

constexpr int first_with_compression = 140000;

std::string privileges_sql(std::string_view acl, std::string_view kind, std::string_view owner,
                           std::string_view but = "") {
    return fmt::format(fmt::runtime(schema_sql::privileges), fmt::arg("acl", acl), fmt::arg("kind", kind),
                       fmt::arg("owner", owner), fmt::arg("but", but));
}

std::string part_sql(std::string_view part, int server_version) {
    constexpr auto compression = "CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END";
    return fmt::format(
        fmt::runtime(part),
        fmt::arg("compression", server_version >= first_with_compression ? compression : "NULL::text"),
        fmt::arg("table_privileges", privileges_sql("c.relacl", "'r'", "c.relowner")),
        fmt::arg("column_privileges", privileges_sql("a.attacl", "'c'", "c.relowner")),
        fmt::arg("sequence_privileges", privileges_sql("c.relacl", "'s'", "c.relowner")),
        fmt::arg("function_privileges", privileges_sql("p.proacl", "'f'", "p.proowner")),
        fmt::arg("type_privileges", privileges_sql("t.typacl", "'T'", "t.typowner")),
        fmt::arg("schema_privileges",
                 privileges_sql("s.nspacl", "'n'", "s.nspowner",
                                " AND (s.nspname <> 'public' OR g.who NOT IN ('PUBLIC', 'the owner'))")),
        fmt::arg("default_privileges", privileges_sql("a.defaclacl", schema_sql::kind_of_default,
                                                      "a.defaclrole", " AND g.who <> 'the owner'")));
}

std::string schema_query(int server_version) {
    std::string sql(schema_sql::shared);
    std::string_view joint = "";
    for (const auto part :
         {schema_sql::tables, schema_sql::columns, schema_sql::constraints, schema_sql::indexes,
          schema_sql::sequences, schema_sql::views, schema_sql::functions, schema_sql::triggers_and_rules,
          schema_sql::types, schema_sql::the_rest}) {
        sql += fmt::format("{}{}", joint, part_sql(part, server_version));
        joint = "\nUNION ALL";
    }
    return sql;
}

/// The role that most objects belong to: whoever applies revisions. What it owns is said nowhere; only what
/// another owns is.
std::string most_frequent(const std::map<std::string, int>& owners) {
    const auto most = std::ranges::max_element(owners, {}, [](const auto& one) { return one.second; });
    return most == owners.end() ? "" : most->first;
}

/// In one order, so that equal schemas make equal documents.
std::string document_query(int server_version) {
    return fmt::format(fmt::runtime(schema_sql::document), fmt::arg("objects", schema_query(server_version)));
}

std::string document_of(const pqxx::result& rows) {
    return rows[0]["document"].c_str();
}

}  // namespace

SchemaSnapshot parse_schema(const SchemaText& text) {
    SchemaSnapshot schema{.server_version = text.server_version};
    std::map<std::string, int> owners;
    const auto objects = nlohmann::json::parse(text.document);
    for (const auto& object : objects) {
        const std::string owner = object.at(3);
        SchemaAttributes attributes = object.at(4);
        if (!owner.empty()) {
            ++owners[owner];
            attributes["owner"] = owner;
        }
        schema.objects.emplace(SchemaKey{object.at(0), object.at(1), object.at(2)}, std::move(attributes));
    }
    schema.owner = most_frequent(owners);
    return schema;
}

SchemaSnapshot read_schema(Connection& connection) {
    const Transaction transaction(connection);
    execute(connection, fmt::format("SET TRANSACTION READ ONLY; {}", schema_sql::fixed_printing));
    const int version = connection.server_version();
    return parse_schema({version, document_of(execute(connection, document_query(version)))});
}

SchemaText SchemaReader::read() {
    const Transaction transaction(connection_);
    execute(connection_, schema_sql::fixed_printing);
    const int version = connection_.server_version();
    if (!prepared_)
        execute(connection_, fmt::format("PREPARE migrate_schema AS {}", document_query(version)));
    prepared_ = true;
    return {version, document_of(execute(connection_, "EXECUTE migrate_schema"))};
}

}  // namespace migrate

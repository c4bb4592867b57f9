#include "src/postgres/reprint_schema.hpp"

#include "src/base/sql_text.hpp"
#include "src/postgres/queries/schema_sql.hpp"
#include "src/postgres/query.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr auto definition_key = "definition";

bool is_view(const SchemaKey& key) {
    return key.kind == "view" || key.kind == "materialized view";
}

bool is_reprintable(const SchemaKey& key) {
    return is_view(key) || key.kind == "function" || key.kind == "procedure";
}

std::string make_and_print_sql(const SchemaKey& key, const std::string& definition) {
    if (is_view(key))
        return fmt::format("CREATE TEMPORARY VIEW migrate_reprint AS {}\n;\n{}", definition,
                           schema_sql::print_temporary_view);
    return fmt::format(
        "{}\n;\nSELECT pg_catalog.pg_get_functiondef({}::pg_catalog.regprocedure) AS definition", definition,
        quote_literal(key.name));
}

/// As the server prints it; as it was where the server refuses it.
std::string reprinted(Connection& connection, const SchemaKey& key, const std::string& definition) {
    const Transaction transaction(connection);
    try {
        execute(connection, schema_sql::fixed_printing);
        return execute(connection, make_and_print_sql(key, definition))[0]["definition"].c_str();
    } catch (const Error& error) {
        if (error.code() == ExitCode::unreachable) throw;
        return definition;
    }
}

}  // namespace

void run_reprint_definitions(Connection& connection, const SchemaSnapshot& wanted, SchemaSnapshot& actual) {
    for (auto& [key, attributes] : actual.objects) {
        const auto other = wanted.objects.find(key);
        if (!is_reprintable(key) || other == wanted.objects.end()) continue;
        std::string& definition = attributes[definition_key];
        const auto printed = other->second.find(definition_key);
        if (printed == other->second.end() || printed->second == definition) continue;
        definition = reprinted(connection, key, definition);
    }
}

}  // namespace migrate

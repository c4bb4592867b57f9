#include "src/postgres/scratch_database.hpp"

#include "src/base/sql_text.hpp"
#include "src/postgres/query.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::string_view drop_roles = R"(
DO $$ DECLARE one name; BEGIN
    FOR one IN SELECT r.rolname FROM pg_catalog.pg_roles r WHERE r.rolname !~ '^pg_' AND r.rolname <> current_user LOOP
        BEGIN EXECUTE pg_catalog.format('DROP ROLE %I', one); EXCEPTION WHEN dependent_objects_still_exist THEN NULL; END;
    END LOOP;
END $$)";

}  // namespace

void run_create_database(Connection& connection, const std::string& name, const std::string& from) {
    execute(connection,
            fmt::format("CREATE DATABASE {} TEMPLATE {}", quote_identifier(name), quote_identifier(from)));
}

void run_drop_database(Connection& connection, const std::string& name) {
    execute(connection, fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", quote_identifier(name)));
}

void run_create_schema(Connection& connection, const std::string& name) {
    execute(connection, fmt::format("CREATE SCHEMA IF NOT EXISTS {}", quote_identifier(name)));
}

void run_set_search_path(Connection& connection, const std::vector<std::string>& schemas) {
    std::string path;
    for (const std::string& schema : schemas) path += (path.empty() ? "" : ", ") + quote_identifier(schema);
    execute(connection, fmt::format("ALTER DATABASE {} SET search_path = {}",
                                    quote_identifier(connection.database()), path));
}

void run_create_role(Connection& connection, const std::string& name) {
    execute(connection,
            fmt::format("DO $$ BEGIN CREATE ROLE {}; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                        quote_identifier(name)));
}

void run_drop_roles(Connection& connection) {
    execute(connection, drop_roles);
}

std::optional<Error> run_trial(Connection& connection, const std::string& statement) {
    const auto failure = run_batch(connection, {statement});
    return failure ? std::optional(failure->error) : std::nullopt;
}

}  // namespace migrate

#include "src/postgres/scratch_database.hpp"

#include "src/base/sql_text.hpp"
#include "src/postgres/query.hpp"

#include <fmt/format.h>

namespace migrate {

void run_create_database(Connection& connection, const std::string& name, const std::string& from) {
    execute(connection,
            fmt::format("CREATE DATABASE {} TEMPLATE {}", quote_identifier(name), quote_identifier(from)));
}

void run_drop_database(Connection& connection, const std::string& name) {
    execute(connection, fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", quote_identifier(name)));
}

void run_create_role(Connection& connection, const std::string& name) {
    execute(connection,
            fmt::format("DO $$ BEGIN CREATE ROLE {}; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                        quote_identifier(name)));
}

std::optional<Error> run_trial(Connection& connection, const std::string& statement) {
    const auto failure = run_batch(connection, {statement});
    return failure ? std::optional(failure->error) : std::nullopt;
}

}  // namespace migrate

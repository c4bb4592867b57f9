#pragma once

#include "src/files/environment.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace migrate {

/// What libpq takes for a URL as people write it: SQLAlchemy's postgresql+driver:// and postgres:// become
/// postgresql://, parameters of drivers are mapped (ssl=require) or dropped (prepare_threshold). Key word
/// strings ("host=… dbname=…") and database names pass as they are.
/// Errors: ExitCode::usage for another database's scheme, a misspelt parameter, and signs that must be
/// percent-encoded; `source` says whose URL it is, and nothing of the URL itself is quoted.
std::string libpq_target(std::string_view url, std::string_view source);

/// The places that may name a database, nearest first. One of each pair is the endpoint past a pooler.
struct DatabaseSources {
    std::optional<std::string> url_option;     ///< --database-url
    std::optional<std::string> direct_option;  ///< --direct-url
    std::optional<std::string> url_config;     ///< migrate.toml
    std::optional<std::string> direct_config;
    const Environment* environment = nullptr;  ///< DATABASE_URL; MIGRATE_DATABASE_URL, DATABASE_UNPOOLED_URL
};

/// The URL in force. A nearer place wins over a farther one: options, process environment, environment file,
/// migrate.toml; within one place the direct URL wins for commands that change something. So a URL typed for
/// one command is never overruled by what lies around. DATABASE_UNPOOLED_URL, which hosting platforms set
/// beside a pooled DATABASE_URL, is a direct URL too, behind MIGRATE_DATABASE_URL of the same place. Empty =
/// libpq's own environment and files.
std::optional<Variable> find_database_url(const DatabaseSources& sources, bool changes_something);

}  // namespace migrate

#include "src/postgres/cache_tables.hpp"

#include "src/postgres/queries/cache_sql.hpp"
#include "src/postgres/query.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

/// From then on a daemon that is gone is no longer missed. What it may still hold it clears by the generation
/// when it comes back.
constexpr int forget_after_seconds = 600;

std::string with_present(std::string_view sql) {
    return fmt::format(fmt::runtime(sql), fmt::arg("present", cache_sql::present));
}

/// As the server reads a text[].
std::string array_literal(const std::vector<std::string>& items) {
    std::string text;
    for (const std::string& item : items) {
        text += text.empty() ? "\"" : ",\"";
        for (const char c : item) {
            if (c == '"' || c == '\\') text += '\\';
            text += c;
        }
        text += '"';
    }
    return fmt::format("{{{}}}", text);
}

bool has_cache_tables(Connection& connection) {
    return query(connection, cache_sql::has_tables)[0]["there"].as<bool>();
}

Error lacks_rights(const Connection& connection, const Error& cause) {
    Error error(
        ExitCode::step_failed,
        fmt::format("the role {} may not raise the caches' generation: {}", connection.user(),
                    cause.message()),
        fmt::format(
            "Flush as the role that migrates; or let this one: GRANT CREATE ON DATABASE {0} TO {1}, or, where the "
            "tables are there, GRANT USAGE ON SCHEMA migrate TO {1}; GRANT SELECT, INSERT, UPDATE ON "
            "migrate.cache_generation TO {1}; GRANT SELECT, DELETE ON migrate.cache_listener TO {1}.",
            connection.database(), connection.user()));
    return error.because(cause.sql());
}

bool is_about_rights(const Error& error) {
    return error.sql().sqlstate == "42501" || error.sql().sqlstate == "25006";
}

template <typename Body>
auto explaining_rights(Connection& connection, Body body) {
    try {
        return body();
    } catch (const Error& error) {
        if (is_about_rights(error)) throw lacks_rights(connection, error);
        throw;
    }
}

}  // namespace

void run_ensure_cache_tables(Connection& connection) {
    explaining_rights(connection, [&] {
        if (has_cache_tables(connection)) return;
        try {
            execute(connection, cache_sql::create_tables);
        } catch (const Error&) {
            if (!has_cache_tables(connection)) throw;  // another flush made them at this moment
        }
    });
}

std::vector<RegisteredDaemon> read_registered_daemons(Connection& connection,
                                                      const std::vector<std::string>& channels) {
    std::vector<RegisteredDaemon> daemons;
    const bool has_rows = has_cache_tables(connection);
    explaining_rights(connection, [&] {
        if (!has_rows) return;
        for (const auto& row : query(connection, with_present(cache_sql::read_listeners),
                                     array_literal(channels), forget_after_seconds))
            daemons.push_back({.name = row["name"].c_str(),
                               .pid = row["pid"].as<int>(),
                               .pooled = row["pooled"].as<bool>(),
                               .present = row["present"].as<bool>(),
                               .silent_for = std::chrono::seconds(row["silent_seconds"].as<std::int64_t>())});
    });
    const auto others = has_rows ? cache_sql::read_unregistered : cache_sql::read_present;
    for (const auto& row : query(connection, with_present(others)))
        daemons.push_back(
            {.name = row["name"].c_str(), .pid = row["pid"].as<int>(), .present = true, .has_row = false});
    return daemons;
}

std::map<std::string, std::int64_t> raise_generations(Connection& connection,
                                                      const std::vector<std::string>& caches) {
    return explaining_rights(connection, [&] {
        std::map<std::string, std::int64_t> generations;
        for (const auto& row : query(connection, cache_sql::raise_generations, array_literal(caches)))
            generations[row["cache"].c_str()] = row["generation"].as<std::int64_t>();
        return generations;
    });
}

void run_forget_daemons(Connection& connection) try {
    query(connection, with_present(cache_sql::forget_listeners), forget_after_seconds);
} catch (const Error& error) {
    if (!is_about_rights(error)) throw;  // they are left out of what is read anyway
}

}  // namespace migrate

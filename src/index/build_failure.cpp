#include "src/index/build_failure.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::array<BuildFailureText, 10> texts{{
    {"23505", "its table holds keys that are there more than once",
     "Change or delete the rows that repeat a key, then run the same command again; the half-built index was removed."},
    {"25006", "the server, or this session, is read-only",
     "Connect to the primary, in a database that may be written (default_transaction_read_only), then run the same command again."},
    {"42501", "the role may not do this",
     "Have the owner of the table grant what the message names, or connect as the owner; `migrate up --dry-run` lists all that is missing."},
    {"53100", "the server's disk is full",
     "Make room there, or name another tablespace in the revision file, then run the same command again; the half-built index was removed."},
    {"53200", "the server is out of memory",
     "Lower memory or workers under [build] in migrate.toml, or end what takes the memory, then run the same command again."},
    {"53300", "the server lends no more connections",
     "End idle connections, lower --jobs, or raise max_connections, then run the same command again."},
    {"53400", "a limit of the server's configuration was reached",
     "Raise the limit that the message names (for a sort: temp_file_limit) for this role, then run the same command again."},
    {"54000", "a value is too large for an index of this kind",
     "Index an expression that is shorter, such as md5(column), in the revision file, then run the same command again."},
    {"57014", "somebody cancelled the build",
     "Find out who cancels it (pg_cancel_backend, a time limit of a pooler), then run the same command again."},
    {"53", "the server has run out of something it needs",
     "Free what the message names, then run the same command again; the half-built index was removed."},
}};

}  // namespace

std::optional<BuildFailureText> find_build_failure_text(const SqlContext& sql) {
    const auto* found = std::find_if(texts.begin(), texts.end(), [&](const BuildFailureText& text) {
        return std::string_view(sql.sqlstate).starts_with(text.sqlstate);
    });
    if (found == texts.end()) return std::nullopt;
    return *found;
}

Error reworded_build_failure(const Error& error) {
    const auto text = find_build_failure_text(error.sql());
    if (!text) return error;
    Error result(error.code(), fmt::format("{}: {}", text->what, error.message()), std::string(text->hint));
    return result.at(error.position()).because(error.sql()).with_details(error.details());
}

}  // namespace migrate

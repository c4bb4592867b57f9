#include "src/files/database_url.hpp"

#include "src/base/error.hpp"
#include "src/base/words.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr auto npos = std::string_view::npos;

// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS, of PostgreSQL 15, so that
// the oldest libpq we build with takes them all.
const std::vector<std::string>& libpq_parameters() {
    static const std::vector<std::string> names{"host",
                                                "hostaddr",
                                                "port",
                                                "dbname",
                                                "user",
                                                "password",
                                                "passfile",
                                                "channel_binding",
                                                "connect_timeout",
                                                "client_encoding",
                                                "options",
                                                "application_name",
                                                "fallback_application_name",
                                                "keepalives",
                                                "keepalives_idle",
                                                "keepalives_interval",
                                                "keepalives_count",
                                                "tcp_user_timeout",
                                                "replication",
                                                "gssencmode",
                                                "sslmode",
                                                "sslcompression",
                                                "sslcert",
                                                "sslkey",
                                                "sslpassword",
                                                "sslrootcert",
                                                "sslcrl",
                                                "sslcrldir",
                                                "sslsni",
                                                "requirepeer",
                                                "ssl_min_protocol_version",
                                                "ssl_max_protocol_version",
                                                "krbsrvname",
                                                "gsslib",
                                                "service",
                                                "target_session_attrs"};
    return names;
}

/// Parameters of psycopg, asyncpg, pg8000, SQLAlchemy and Prisma that say nothing to libpq.
constexpr std::array<std::string_view, 15> driver_parameters{"async_fallback",
                                                             "command_timeout",
                                                             "connection_limit",
                                                             "direct_tls",
                                                             "max_cached_statement_lifetime",
                                                             "max_cacheable_statement_size",
                                                             "pgbouncer",
                                                             "pool_timeout",
                                                             "prepare_threshold",
                                                             "prepared_statement_cache_size",
                                                             "prepared_statement_name_func",
                                                             "schema",
                                                             "server_settings",
                                                             "statement_cache_size",
                                                             "use_native_hstore"};

[[noreturn]] void refuse(std::string_view source, std::string_view what, std::string hint) {
    throw Error(ExitCode::usage, fmt::format("{} {}", source, what), std::move(hint));
}

[[noreturn]] void refuse_sign(std::string_view source, std::string_view what) {
    refuse(
        source, what,
        "Percent-encode special signs in user and password: @ is %40, / is %2F, # is %23, ? is %3F, : is %3A, % is %25.");
}

bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// libpq's own message about these would quote the piece, and with it the password.
void refuse_broken_encoding(std::string_view text, std::string_view source) {
    for (std::size_t at = text.find('%'); at != npos; at = text.find('%', at + 1)) {
        const std::string_view digits = text.substr(at + 1, 2);
        if (digits.size() < 2 || !is_hex(digits[0]) || !is_hex(digits[1]) || digits == "00")
            refuse_sign(source, "holds a '%' that is not followed by two hexadecimal digits");
    }
    if (text.find_first_of(" \t\r\n") != npos) refuse_sign(source, "holds white space");
}

struct UrlParts {
    std::string_view authority;  ///< user:password@host:port
    std::string_view path;       ///< with its slash
    std::string_view query;      ///< without the question mark
};

UrlParts split_url(std::string_view rest) {
    UrlParts parts;
    const auto end = std::min(rest.find_first_of("/?"), rest.size());
    parts.authority = rest.substr(0, end);
    rest.remove_prefix(end);
    const auto question = std::min(rest.find('?'), rest.size());
    parts.path = rest.substr(0, question);
    if (question < rest.size()) parts.query = rest.substr(question + 1);
    return parts;
}

/// A sign of a password that was not encoded moves the place where the host is read, so an @ beyond it tells.
void refuse_unencoded_signs(std::string_view rest, const UrlParts& parts, std::string_view source) {
    if (rest.find('#') != npos) refuse_sign(source, "holds a '#' that is not percent-encoded");
    const auto signs = std::count(parts.authority.begin(), parts.authority.end(), '@');
    if (signs > 1) refuse_sign(source, "holds an '@' in user or password that is not percent-encoded");
    const bool in_path = parts.path.find('@') != npos;
    const bool in_query = signs == 0 && parts.query.find('@') != npos;
    if (in_path || in_query)
        refuse_sign(source, "holds a '/' or '?' in user or password that is not percent-encoded");
}

std::string sslmode_of(std::string_view asyncpg_ssl) {
    if (asyncpg_ssl == "true" || asyncpg_ssl == "True" || asyncpg_ssl == "1") return "require";
    if (asyncpg_ssl == "false" || asyncpg_ssl == "False" || asyncpg_ssl == "0") return "disable";
    return std::string(asyncpg_ssl);
}

bool is_word(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

/// The parameter for libpq; "" where only a driver understands it. A misspelt sslmode must not be dropped in
/// silence, so what resembles a parameter of libpq is refused.
std::string libpq_parameter(std::string_view parameter, std::string_view source) {
    const auto equals = parameter.find('=');
    const std::string_view name = parameter.substr(0, equals);
    if (equals == npos || !is_word(name))
        refuse_sign(source, "holds something after '?' that is no name=value");
    const std::string_view value = parameter.substr(equals + 1);
    const auto& known = libpq_parameters();
    if (std::find(known.begin(), known.end(), name) != known.end()) return std::string(parameter);
    if (name == "ssl") return fmt::format("sslmode={}", sslmode_of(value));
    if (name == "timeout") return fmt::format("connect_timeout={}", value);
    if (std::find(driver_parameters.begin(), driver_parameters.end(), name) != driver_parameters.end())
        return "";
    const std::string meant = nearest_of(name, known);
    if (!meant.empty())
        refuse(source, fmt::format("holds the unknown parameter {}", name),
               fmt::format("Did you mean {}?", meant));
    return "";
}

std::string libpq_query(std::string_view query, std::string_view source) {
    std::string result;
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const std::string_view piece = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        const std::string parameter = piece.empty() ? "" : libpq_parameter(piece, source);
        if (!parameter.empty()) result += (result.empty() ? "?" : "&") + parameter;
    }
    return result;
}

void refuse_foreign_scheme(std::string_view scheme, std::string_view source) {
    const std::string_view dialect = scheme.substr(0, scheme.find('+'));
    if (dialect == "postgresql" || dialect == "postgres") return;
    refuse(source, "is not a PostgreSQL URL", "Write it as postgresql://user:password@host:5432/database.");
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace

std::string libpq_target(std::string_view url, std::string_view source) {
    url = trimmed(url);
    const auto scheme_end = url.find("://");
    const auto equals = url.find('=');
    const bool is_key_words = equals != npos && (scheme_end == npos || equals < scheme_end);
    if (is_key_words) return std::string(url);
    if (scheme_end == npos) {
        if (url.find_first_of("/@:") != npos)
            refuse(source, "has no scheme", "Write it as postgresql://user:password@host:5432/database.");
        return std::string(url);
    }
    refuse_foreign_scheme(url.substr(0, scheme_end), source);
    const std::string_view rest = url.substr(scheme_end + 3);
    const UrlParts parts = split_url(rest);
    refuse_unencoded_signs(rest, parts, source);
    refuse_broken_encoding(rest, source);
    return fmt::format("postgresql://{}{}{}", parts.authority, parts.path, libpq_query(parts.query, source));
}

std::optional<Variable> find_database_url(const DatabaseSources& sources, bool changes_something) {
    struct Place {
        std::optional<Variable> direct;
        std::optional<Variable> url;
    };
    const auto named = [](const std::optional<std::string>& value, std::string source) {
        return value ? std::optional(Variable{*value, std::move(source)}) : std::nullopt;
    };
    const Environment none;
    const Environment& environment = sources.environment != nullptr ? *sources.environment : none;
    const auto either = [](std::optional<Variable> own, std::optional<Variable> of_platform) {
        return own ? std::move(own) : std::move(of_platform);
    };
    const std::array<Place, 4> places{
        {{named(sources.direct_option, "--direct-url"), named(sources.url_option, "--database-url")},
         {either(environment.of_process("MIGRATE_DATABASE_URL"),
                 environment.of_process("DATABASE_UNPOOLED_URL")),
          environment.of_process("DATABASE_URL")},
         {either(environment.of_file("MIGRATE_DATABASE_URL"), environment.of_file("DATABASE_UNPOOLED_URL")),
          environment.of_file("DATABASE_URL")},
         {named(sources.direct_config, "direct_url in the configuration"),
          named(sources.url_config, "database_url in the configuration")}}};
    for (const Place& place : places) {
        if (changes_something && place.direct) return place.direct;
        if (place.url) return place.url;
        if (place.direct) return place.direct;
    }
    return std::nullopt;
}

}  // namespace migrate

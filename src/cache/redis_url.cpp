#include "src/cache/redis_url.hpp"

#include "src/base/error.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr auto url_npos = std::string_view::npos;
constexpr int highest_port = 65'535;

[[noreturn]] void refuse_redis_url(std::string_view what) {
    throw Error(
        ExitCode::usage, fmt::format("the URL of Redis {}", what),
        "Write it as redis://user:password@host:6379/0, rediss://… for TLS, or unix:///path/to/socket?db=0; "
        "percent-encode special signs in user and password: @ is %40, / is %2F, : is %3A, # is %23, ? is %3F, % is %25.");
}

std::optional<int> number_of(std::string_view text) {
    int number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || problem != std::errc() || end != text.data() + text.size() || number < 0) return {};
    return number;
}

std::optional<char> decoded_sign(std::string_view digits) {
    unsigned value = 0;
    if (digits.size() != 2) return {};
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + 2, value, 16);
    if (problem != std::errc() || end != digits.data() + 2) return {};
    return static_cast<char>(value);
}

std::string percent_decoded(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            result += text[at];
            continue;
        }
        const auto sign = decoded_sign(text.substr(at + 1, 2));
        if (!sign) refuse_redis_url("holds a '%' that is not followed by two hexadecimal digits");
        result += *sign;
        at += 2;
    }
    return result;
}

/// Takes what stands before `sign` off the text; all of it where there is none.
std::string_view take_until(std::string_view& text, std::string_view signs) {
    const auto end = std::min(text.find_first_of(signs), text.size());
    const auto taken = text.substr(0, end);
    text.remove_prefix(end);
    return taken;
}

void read_scheme(std::string_view& rest, RedisUrl& url, bool& is_socket) {
    constexpr std::string_view sign = "://";
    const auto end = rest.find(sign);
    if (end == url_npos) refuse_redis_url("has no scheme");
    const auto scheme = rest.substr(0, end);
    rest.remove_prefix(end + sign.size());
    is_socket = scheme == "unix" || scheme == "redis+unix" || scheme == "redis+socket";
    url.tls = scheme == "rediss";
    if (!is_socket && !url.tls && scheme != "redis")
        refuse_redis_url("has another scheme than redis, rediss and unix");
}

void read_user(std::string_view text, RedisUrl& url) {
    const auto colon = text.find(':');
    url.user = percent_decoded(text.substr(0, colon));
    if (colon != url_npos) url.password = percent_decoded(text.substr(colon + 1));
}

void read_host(std::string_view text, RedisUrl& url) {
    std::string_view host = text;
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == url_npos) refuse_redis_url("has an address that begins with [ and does not end");
        host = text.substr(1, end - 1);
        text.remove_prefix(end + 1);
    } else {
        host = take_until(text, ":");
    }
    if (!host.empty()) url.host = percent_decoded(host);
    if (text.empty()) return;
    const auto port = text.starts_with(':') ? number_of(text.substr(1)) : std::nullopt;
    if (!port || *port == 0 || *port > highest_port) refuse_redis_url("has a port that is none");
    url.port = *port;
}

void read_database(std::string_view text, RedisUrl& url) {
    const auto database = number_of(text);
    if (!database) refuse_redis_url("has a database that is not a number");
    url.database = *database;
}

void read_parameter(std::string_view text, RedisUrl& url) {
    const auto name = take_until(text, "=");
    const auto value = text.empty() ? text : text.substr(1);
    if (name == "db" || name == "database") read_database(value, url);
    if (name == "username") url.user = percent_decoded(value);
    if (name == "password") url.password = percent_decoded(value);
}

void read_parameters(std::string_view text, RedisUrl& url) {
    while (!text.empty()) {
        text.remove_prefix(1);  // ? or &
        read_parameter(take_until(text, "&"), url);
    }
}

/// Signs of a password that are not encoded move the place where the host is read, so an @ beyond it tells.
void refuse_stray_signs(std::string_view authority, std::string_view rest) {
    if (std::ranges::count(authority, '@') > 1 || rest.substr(0, rest.find('?')).find('@') != url_npos)
        refuse_redis_url("holds an '@' in the user or password that is not percent-encoded");
    if (authority.find('#') != url_npos || rest.find('#') != url_npos)
        refuse_redis_url("holds a '#' that is not percent-encoded");
}

void read_path(std::string_view path, bool is_socket, RedisUrl& url) {
    if (is_socket) {
        if (path.size() < 2) refuse_redis_url("names no socket");
        url.socket = percent_decoded(path);
    } else if (path.size() > 1) {
        read_database(path.substr(1), url);
    }
}

}  // namespace

std::string RedisUrl::address() const {
    if (!socket.empty()) return socket;
    return host.find(':') == std::string::npos ? fmt::format("{}:{}", host, port)
                                               : fmt::format("[{}]:{}", host, port);
}

RedisUrl parse_redis_url(std::string_view text) {
    RedisUrl url;
    bool is_socket = false;
    read_scheme(text, url, is_socket);
    std::string_view authority = take_until(text, "/?");
    refuse_stray_signs(authority, text);
    if (const auto at = authority.find('@'); at != url_npos) {
        read_user(authority.substr(0, at), url);
        authority.remove_prefix(at + 1);
    }
    if (!is_socket)
        read_host(authority, url);
    else if (!authority.empty())
        refuse_redis_url("names a host before its socket: three slashes begin a path");
    read_path(take_until(text, "?"), is_socket, url);
    read_parameters(text, url);
    return url;
}

}  // namespace migrate

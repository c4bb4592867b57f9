#include "src/postgres/connect_failure.hpp"

#include <algorithm>
#include <sstream>

namespace migrate {

namespace {

constexpr std::size_t sqlstate_size = 5;

bool is_sqlstate(std::string_view text) {
    return text.size() == sqlstate_size &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

/// Takes "28P01: " out of "…FATAL:  28P01: password…".
std::string take_sqlstate(std::string& line) {
    constexpr std::string_view before = ":  ";
    for (auto at = line.find(before); at != std::string::npos; at = line.find(before, at + 1)) {
        std::string code = line.substr(at + before.size(), sqlstate_size);
        const auto after = at + before.size() + sqlstate_size;
        if (!is_sqlstate(code) || line.compare(after, 2, ": ") != 0) continue;
        line.erase(at + before.size(), sqlstate_size + 2);
        return code;
    }
    return "";
}

void trim(std::string& text) {
    std::ranges::replace(text, '\t', ' ');
    while (!text.empty() && text.back() == ' ') text.pop_back();
}

constexpr std::string_view not_there = "does not exist";

}  // namespace

ConnectFailure read_connect_failure(std::string_view message) {
    ConnectFailure failure;
    std::istringstream lines{std::string(message)};
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("LOCATION:")) continue;
        if (const std::string code = take_sqlstate(line); !code.empty()) failure.sqlstate = code;
        trim(line);
        if (!line.empty()) failure.text += (failure.text.empty() ? "" : " ") + line;
    }
    return failure;
}

std::string hint_for(const ConnectFailure& failure) {
    const std::string& code = failure.sqlstate;
    const auto says = [&](std::string_view words) { return failure.text.find(words) != std::string::npos; };
    if (code == "28P01" || says("password authentication failed") || says("no password supplied"))
        return "Check the user and the password of the database URL, or ~/.pgpass.";
    if (code == "28000" && !says(not_there))
        return "The server does not let this role in from here: check the role, sslmode, and the server's pg_hba.conf.";
    if (code == "3D000" || says(not_there) || says("no such database"))
        return "Check the names of the database and the role; `psql -l` lists the databases.";
    if (code == "53300")
        return "The server lends no more connections: end idle ones, or raise max_connections; then run it again.";
    if (code == "57P03" || code == "57P01") return "Wait until the server is up, then run it again.";
    return "Check that the server runs and that DATABASE_URL or --database-url points to it; without a server, try --sandbox.";
}

bool can_pass(const Error& error) {
    const std::string& code = error.sql().sqlstate;
    if (code.empty() || code.starts_with("53") || code.starts_with("57")) return true;
    // PgBouncer says 08P01 for a database that it does not know.
    return code.starts_with("08") && error.message().find("no such database") == std::string::npos;
}

}  // namespace migrate

#include "checks/pooler/checks.hpp"
#include "src/settings/effective_setting.hpp"

#include <array>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::array<std::string_view, 6> compared{
    "statement_timeout",    "lock_timeout",        "idle_in_transaction_session_timeout",
    "idle_session_timeout", "transaction_timeout", "default_transaction_read_only"};

/// As a session that began now would get it: seen past the pooler, else by what is stored.
std::optional<EffectiveSetting> fresh_setting(const ServerFacts& server, std::string_view name) {
    const auto direct = server.direct.find(name);
    const bool is_seen = direct != server.direct.end() && direct->second.source != "client";  // its URL's own
    if (is_seen)
        return EffectiveSetting{direct->second.value, direct->second.unit,
                                fmt::format("a session past the pooler ({})", server.direct_source)};
    return effective_setting(server, name, server.role, server.database);
}

bool differ(const EffectiveSetting& left, const EffectiveSetting& right) {
    return left.number() ? left.number() != right.number() : left.value != right.value;
}

/// Only a role, a database or somebody's SET gives such a source; if none of them is stored, it is a remnant.
bool is_remnant(const ServerSetting& seen) {
    return seen.source == "user" || seen.source == "database" || seen.source == "database user" ||
           seen.source == "session";
}

std::optional<Observation> compare(const ServerFacts& server, std::string_view name,
                                   const ServerSetting& seen) {
    const EffectiveSetting pooled{seen.value, seen.unit, ""};
    const auto fresh = fresh_setting(server, name);
    if (fresh && differ(pooled, *fresh))
        return Observation{
            .subject = std::string(name),
            .message = fmt::format("{} is {} in the pooled session that the bot gets, and {} by {}", name,
                                   pooled.text(), fresh->text(), fresh->source)};
    if (!fresh && is_remnant(seen))
        return Observation{
            .subject = std::string(name),
            .message = fmt::format("{} is {} in the pooled session that the bot gets, and nothing "
                                   "that is stored says so",
                                   name, pooled.text())};
    return std::nullopt;
}

Outcome find_stale_setting(const Facts& facts) {
    std::vector<Observation> seen;
    if (!facts.server->pooled()) return seen;
    for (const std::string_view name : compared) {
        const ServerSetting* setting = facts.server->find_setting(name);
        if (setting == nullptr) continue;
        if (auto observation = compare(*facts.server, name, *setting))
            seen.push_back(std::move(*observation));
    }
    return seen;
}

}  // namespace

constinit const Check pooler_stale_setting{
    .id = "pooler.stale_setting",
    .summary = "a pooled session has another setting than a new one would get",
    .severity = Severity::warning,
    .needs = {Need::server},
    .why =
        "ALTER ROLE and ALTER DATABASE … SET take effect when a session begins, and a pooler's sessions began "
        "earlier: until server_lifetime is over (an hour in PgBouncer) the bot goes on with what was stored then. "
        "Or somebody's SET was left behind in a session that others get next.",
    .fix = "RECONNECT on the pooler's console has new sessions begun; else wait for server_lifetime.",
    .find = find_stale_setting};

}  // namespace migrate

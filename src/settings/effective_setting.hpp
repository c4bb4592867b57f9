#pragma once

#include "src/settings/server_facts.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// A setting as a session to come gets it, and who says so.
struct EffectiveSetting {
    std::string value;   ///< as it was written: "7s", "10000"
    std::string unit;    ///< of a bare number
    std::string source;  ///< "role bot", "database shop", "configuration file", "default"

    /// In milliseconds, bytes, or as it is where there is no unit; empty for what is no number.
    std::optional<std::int64_t> number() const;
    /// "10 s", "64 MB", "on"; 0 stays 0.
    std::string text() const;
};

/// Every place that says something about a setting for sessions of `role` in `database`, the strongest first:
/// options of the connection, role in database, role, database, all roles, and last the server's own files or
/// default. What the server's files say is hidden from a session that a stronger place overrules, and then
/// left out. https://www.postgresql.org/docs/current/config-setting.html and pg_settings.source.
std::vector<EffectiveSetting> setting_layers(const ServerFacts& facts, std::string_view name,
                                             std::string_view role, std::string_view database);

/// The strongest of them; empty where this server has no such setting, or hides it.
std::optional<EffectiveSetting> effective_setting(const ServerFacts& facts, std::string_view name,
                                                  std::string_view role, std::string_view database);

}  // namespace migrate

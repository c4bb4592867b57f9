#pragma once

#include "src/settings/effective_setting.hpp"
#include "src/settings/setting_facts.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// The role that the bot logs in as: [deploy] role, else the one that we log in as.
std::string bot_role(const ServerFacts& server, const SettingFacts& settings);

/// Every place that says something about a server's setting for the bot, that in force first. On a direct
/// line what the driver sets in each session wins. A pooler hands out sessions that were begun earlier, with
/// what was stored then; it refuses or drops what a driver sends at the start, so there the session as we see
/// it stands first. It is left out where the bot logs in as another role than we do.
std::vector<EffectiveSetting> bot_setting_layers(const ServerFacts& server, const SettingFacts& settings,
                                                 std::string_view name);

/// The one in force; empty where this server has no such setting, or hides it.
std::optional<EffectiveSetting> bot_setting(const ServerFacts& server, const SettingFacts& settings,
                                            std::string_view name);

/// A time in milliseconds; empty as above.
std::optional<std::int64_t> bot_milliseconds(const ServerFacts& server, const SettingFacts& settings,
                                             std::string_view name);

/// The bot's statement_timeout, by the policy alone where no server was asked (null).
std::optional<std::int64_t> bot_statement_timeout(const SettingFacts& settings, const ServerFacts* server);

/// Whether a pooler is known to be in front: [pooler] says so, the provider's host, or the session itself.
bool goes_through_pooler(const SettingFacts& settings, const ServerFacts* server);

}  // namespace migrate

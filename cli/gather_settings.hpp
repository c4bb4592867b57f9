#pragma once

#include "cli/context.hpp"
#include "src/settings/server_facts.hpp"
#include "src/settings/setting_facts.hpp"

#include <optional>

namespace migrate {

/// The bot's settings as they are set, by the policy of migrate.toml or checks/settings.toml, and where the
/// bot runs. Empty where there is no policy. No server is asked; names of hosts are resolved. Errors:
/// ExitCode::usage for a policy with problems, or one that is named and not there.
std::optional<SettingFacts> gather_settings(CommandContext& context);

/// Why there are none, for checks that want them.
inline constexpr const char* no_policy =
    "there is no settings policy: no checks/settings.toml, and no policy in [settings] of migrate.toml";

/// What the server says of itself; behind a pooler, where a direct address is known, also the settings that a
/// session of the same role past it gets.
ServerFacts gather_server(CommandContext& context, Connection& connection);

}  // namespace migrate

#pragma once

#include "cli/context.hpp"
#include "src/settings/server_facts.hpp"
#include "src/settings/setting_facts.hpp"

#include <optional>

namespace migrate {

/// As read_setting_facts() of src/companion.
std::optional<SettingFacts> gather_settings(CommandContext& context, bool resolve_names);

/// What the server says of itself; behind a pooler, where a direct address is known, also the settings that a
/// session of the same role past it gets.
ServerFacts gather_server(CommandContext& context, Connection& connection);

}  // namespace migrate

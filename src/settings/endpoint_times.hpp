#pragma once

#include "src/settings/setting_facts.hpp"

#include <cstdint>
#include <optional>

namespace migrate {

/// Whether the database URL or the driver says when keep-alives are sent.
bool sets_keepalives(const SettingFacts& settings);
/// Whether one of them bounds how long sent data may stay unacknowledged.
bool has_user_timeout(const SettingFacts& settings);
/// When the first keep-alive of an idle connection is sent, in milliseconds: as said, else as Linux does it.
/// Empty where they are off.
std::optional<std::int64_t> first_keepalive(const SettingFacts& settings);

}  // namespace migrate

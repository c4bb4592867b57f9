#pragma once

#include "src/settings/setting_policy.hpp"

#include <filesystem>
#include <string_view>

namespace migrate {

/// checks/settings.toml. Errors: ExitCode::usage listing every problem with file:line; unknown keys say which
/// one was meant.
SettingPolicy parse_settings_file(std::string_view text, const std::string& file);
SettingPolicy read_settings_file(const std::filesystem::path& file);

}  // namespace migrate

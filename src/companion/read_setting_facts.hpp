#pragma once

#include "src/files/config_file.hpp"
#include "src/files/environment.hpp"
#include "src/settings/setting_facts.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace migrate {

/// Where the bot's settings stand.
struct SettingSources {
    const Config& config;
    const Environment& environment;
    std::optional<std::string> target;  ///< the database, as libpq takes it; empty: nobody said which
    bool resolve_names = true;          ///< count the addresses of its hosts, which can take its time
};

/// The bot's settings as they are set, by the policy of migrate.toml or checks/settings.toml, and where the
/// bot runs. Empty where there is no policy. No server is asked. Errors: ExitCode::usage for a policy with
/// problems, or one that is named and not there.
std::optional<SettingFacts> read_setting_facts(const SettingSources& sources);

/// Where the policy is: as migrate.toml says, else checks/settings.toml where that is there.
std::optional<std::filesystem::path> find_setting_policy(const Config& config);

/// Why there are none, for checks that want them.
inline constexpr const char* no_policy =
    "there is no settings policy: no checks/settings.toml, and no policy in [settings] of migrate.toml";

}  // namespace migrate

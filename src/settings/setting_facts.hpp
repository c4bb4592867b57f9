#pragma once

#include "src/settings/deployment.hpp"
#include "src/settings/endpoint.hpp"
#include "src/settings/provider.hpp"
#include "src/settings/setting_policy.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// A setting of the bot as it is set now.
struct CurrentSetting {
    PolicyEntry entry;
    std::string given;   ///< as it stands in the variable, which can be a secret; "" = not set
    std::string source;  ///< "environment", ".env", "driver", "default of the bot"; "" = not set
    std::optional<SettingValue> value;  ///< empty: not set, or not of its kind

    bool is_set() const { return !source.empty(); }
    /// What was given, for messages: on one line, its beginning, and not where the name looks like a
    /// secret's.
    std::string shown() const;
    /// The value with its unit; "" = not set.
    std::string text() const;
};

/// The bot's variables as they are set, the policy about them, and where the bot is deployed.
struct SettingFacts {
    SettingPolicy policy;                  ///< its entries are in `settings`
    std::vector<CurrentSetting> settings;  ///< in the order of the policy
    Deployment deployment;
    PoolerLimits pooler;
    Endpoint endpoint;  ///< the database as the bot reaches it
    std::optional<Provider> provider;

    /// The one of that role; null where the policy names none.
    const CurrentSetting* find(SettingRole role) const;
    const CurrentSetting* find(std::string_view name) const;
};

/// A variable's value, and the place it comes from.
struct GivenVariable {
    std::string value;
    std::string source;
};
using FindVariable = std::function<std::optional<GivenVariable>(std::string_view name)>;

/// Each setting of the policy with its value.
std::vector<CurrentSetting> current_settings(const SettingPolicy& policy, const FindVariable& find);

/// Where nobody said it: limits of a provider's pooler, and its time between SIGTERM and SIGKILL.
void add_what_is_known_of(const Provider& provider, SettingFacts& facts);

}  // namespace migrate

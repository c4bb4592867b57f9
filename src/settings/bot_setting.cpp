#include "src/settings/bot_setting.hpp"

#include <algorithm>

namespace migrate {

namespace {

bool is_stored(const EffectiveSetting& layer) {
    return layer.source.starts_with("role ") || layer.source.starts_with("database ") ||
           layer.source == "all roles";
}

std::optional<EffectiveSetting> driver_layer(const SettingFacts& settings, std::string_view name) {
    const auto found = std::ranges::find_if(settings.settings, [&](const CurrentSetting& setting) {
        return setting.value && server_setting_of(setting.entry.role) == name;
    });
    if (found == settings.settings.end()) return std::nullopt;
    const std::string source =
        found->entry.variable.empty() ? found->source : found->entry.variable + " in " + found->source;
    return EffectiveSetting{std::to_string(found->value->number), "ms", source};
}

}  // namespace

std::string bot_role(const ServerFacts& server, const SettingFacts& settings) {
    return settings.deployment.role.value_or(server.role);
}

std::vector<EffectiveSetting> bot_setting_layers(const ServerFacts& server, const SettingFacts& settings,
                                                 std::string_view name) {
    const std::string role = bot_role(server, settings);
    auto layers = setting_layers(server, name, role, server.database);
    const ServerSetting* seen = server.find_setting(name);
    if (seen == nullptr) return layers;
    const bool sees_bots_session = server.pooled() && role == server.role;
    if (sees_bots_session)
        std::erase_if(layers, [](const EffectiveSetting& layer) { return !is_stored(layer); });
    if (auto driver = driver_layer(settings, name)) layers.insert(layers.begin(), *driver);
    if (sees_bots_session) layers.insert(layers.begin(), {seen->value, seen->unit, "pooled session"});
    return layers;
}

std::optional<EffectiveSetting> bot_setting(const ServerFacts& server, const SettingFacts& settings,
                                            std::string_view name) {
    const auto layers = bot_setting_layers(server, settings, name);
    return layers.empty() ? std::nullopt : std::optional(layers.front());
}

std::optional<std::int64_t> bot_milliseconds(const ServerFacts& server, const SettingFacts& settings,
                                             std::string_view name) {
    const auto setting = bot_setting(server, settings, name);
    return setting ? setting->number() : std::nullopt;
}

std::optional<std::int64_t> bot_statement_timeout(const SettingFacts& settings, const ServerFacts* server) {
    if (server != nullptr) return bot_milliseconds(*server, settings, "statement_timeout");
    const auto driver = driver_layer(settings, "statement_timeout");
    return driver ? driver->number() : std::nullopt;
}

bool goes_through_pooler(const SettingFacts& settings, const ServerFacts* server) {
    const PoolerLimits& pooler = settings.pooler;
    const bool is_declared = pooler.mode || pooler.size || pooler.clients;
    const bool is_providers = settings.provider && settings.provider->pooled;
    return is_declared || is_providers || (server != nullptr && server->pooled());
}

}  // namespace migrate

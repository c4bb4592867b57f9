#include "src/settings/setting_facts.hpp"

#include "src/base/redact.hpp"
#include "src/base/secret_column.hpp"

#include <algorithm>

namespace migrate {

namespace {

CurrentSetting current_of(const PolicyEntry& entry, const FindVariable& find) {
    CurrentSetting current{.entry = entry};
    if (entry.variable.empty()) {
        current.value = entry.fixed;
        current.source = "driver";
    } else if (const auto given = find(entry.variable)) {
        current.given = given->value;
        current.source = given->source;
        current.value = parse_setting(entry.kind, given->value);
    } else if (entry.fallback) {
        current.value = entry.fallback;
        current.source = "default of the bot";
    }
    return current;
}

template <typename T>
void fill(std::optional<T>& empty, const std::optional<T>& known) {
    if (!empty) empty = known;
}

}  // namespace

std::string CurrentSetting::shown() const {
    constexpr std::size_t most = 40;
    if (looks_secret(entry.variable)) return "***";
    std::string text = redact(given);  // before it is cut, since afterwards a URL is none
    if (text.size() > most) text = text.substr(0, most) + "…";
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
    return text;
}

std::string CurrentSetting::text() const {
    if (value) return text_of(*value, entry.unit);
    return is_set() ? shown() : "";
}

const CurrentSetting* SettingFacts::find(SettingRole role) const {
    const auto found = std::ranges::find_if(
        settings, [&](const CurrentSetting& setting) { return setting.entry.role == role; });
    return found == settings.end() ? nullptr : &*found;
}

const CurrentSetting* SettingFacts::find(std::string_view name) const {
    const auto found = std::ranges::find_if(
        settings, [&](const CurrentSetting& setting) { return setting.entry.name == name; });
    return found == settings.end() ? nullptr : &*found;
}

std::vector<CurrentSetting> current_settings(const SettingPolicy& policy, const FindVariable& find) {
    std::vector<CurrentSetting> settings;
    for (const PolicyEntry& entry : policy.entries) settings.push_back(current_of(entry, find));
    return settings;
}

void add_what_is_known_of(const Provider& provider, SettingFacts& facts) {
    fill(facts.deployment.drain, provider.drain);
    fill(facts.deployment.network_idle, provider.network_idle);
    fill(facts.pooler.mode, provider.pooler.mode);
    fill(facts.pooler.size, provider.pooler.size);
    fill(facts.pooler.clients, provider.pooler.clients);
    fill(facts.pooler.client_idle, provider.pooler.client_idle);
    fill(facts.pooler.query_wait, provider.pooler.query_wait);
}

}  // namespace migrate

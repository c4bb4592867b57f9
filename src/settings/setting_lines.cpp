#include "src/settings/setting_lines.hpp"

#include "src/base/words.hpp"
#include "src/settings/bot_setting.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::array<std::string_view, 7> shown_settings{
    "max_connections",    "superuser_reserved_connections",      "statement_timeout",
    "lock_timeout",       "idle_in_transaction_session_timeout", "idle_session_timeout",
    "transaction_timeout"};

std::string verdict_on(std::string_view name, const std::vector<Finding>& findings) {
    std::vector<std::string> ids;
    for (const Finding& finding : findings) {
        const bool is_new = std::ranges::find(ids, finding.check) == ids.end();
        if (finding.subject == name && is_new) ids.push_back(finding.check);
    }
    std::string text;
    for (const std::string& id : ids) text += (text.empty() ? "" : ", ") + id;
    return text.empty() ? "ok" : text;
}

std::string recommended_text(const PolicyEntry& entry) {
    return entry.recommended ? text_of(*entry.recommended, entry.unit) : "";
}

SettingLine line_of(const CurrentSetting& setting, const std::vector<Finding>& findings) {
    return {.name = setting.entry.name,
            .current = setting.text(),
            .recommended = recommended_text(setting.entry),
            .source = setting.is_set() ? setting.source : "not set",
            .verdict = verdict_on(setting.entry.name, findings)};
}

/// As the driver's: what it sets for the bot is what is recommended.
std::string recommended_for(const SettingFacts& settings, std::string_view name) {
    for (const CurrentSetting& setting : settings.settings) {
        if (server_setting_of(setting.entry.role) != name || !setting.entry.recommended) continue;
        return duration_text(std::chrono::milliseconds(setting.entry.recommended->number));
    }
    return "";
}

class ServerLines {
  public:
    ServerLines(const SettingFacts& settings, const ServerFacts& server, const std::vector<Finding>& findings)
        : settings_(settings), server_(server), findings_(findings) {}

    void add(std::string_view name, std::vector<SettingLine>& lines) const {
        if (server_.find_setting(name) == nullptr) return;
        const auto layers = bot_setting_layers(server_, settings_, name);
        if (layers.empty()) lines.push_back(hidden_line(name));
        for (std::size_t i = 0; i < layers.size(); ++i) {
            const bool is_own =
                i > 0 && i + 1 == layers.size() && !server_.pooled() && layers[i].source == "default";
            if (!is_own) lines.push_back(line_of_layer(name, layers[i], i == 0));
        }
        const auto direct = server_.direct.find(name);
        if (direct != server_.direct.end() && direct->second.value != server_.find_setting(name)->value)
            lines.push_back(direct_line(name, direct->second));
    }

  private:
    SettingLine line_of_layer(std::string_view name, const EffectiveSetting& layer, bool in_force) const {
        return {.name = std::string(name),
                .current = layer.text(),
                .recommended = in_force ? recommended_for(settings_, name) : "",
                .source = in_force ? layer.source : fmt::format("{}, not in force", layer.source),
                .verdict = in_force ? verdict_on(name, findings_) : "ok"};
    }

    SettingLine hidden_line(std::string_view name) const {
        return {.name = std::string(name),
                .current = "",
                .recommended = recommended_for(settings_, name),
                .source = fmt::format("hidden: {} has its own value", server_.role),
                .verdict = verdict_on(name, findings_)};
    }

    SettingLine direct_line(std::string_view name, const ServerSetting& setting) const {
        return {.name = std::string(name),
                .current = EffectiveSetting{setting.value, setting.unit, ""}.text(),
                .recommended = "",
                .source = fmt::format("direct session ({}), not in force", server_.direct_source),
                .verdict = "ok"};
    }

    const SettingFacts& settings_;
    const ServerFacts& server_;
    const std::vector<Finding>& findings_;
};

}  // namespace

std::vector<SettingLine> setting_lines(const SettingFacts& settings, const ServerFacts* server,
                                       const std::vector<Finding>& findings) {
    std::vector<SettingLine> lines;
    for (const CurrentSetting& setting : settings.settings) {
        const bool stands_below = server != nullptr && !server_setting_of(setting.entry.role).empty();
        if (!stands_below) lines.push_back(line_of(setting, findings));
    }
    if (server == nullptr) return lines;
    const ServerLines server_lines(settings, *server, findings);
    for (const std::string_view name : shown_settings) server_lines.add(name, lines);
    return lines;
}

}  // namespace migrate

#include "src/settings/needed_numbers.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

std::string absence_of(const CurrentSetting& setting) {
    if (!setting.is_set()) return fmt::format("{} is not set", setting.entry.name);
    return fmt::format("{} is no number of {}", setting.entry.name, name_of(setting.entry.kind));
}

}  // namespace

std::int64_t NeededNumbers::operator[](SettingRole role) {
    const CurrentSetting* setting = facts_.find(role);
    if (setting != nullptr && setting->value) return setting->value->number;
    if (missing_.empty())
        missing_ = setting == nullptr ? fmt::format("{} gives no setting the role \"{}\"", facts_.policy.file,
                                                    migrate::name_of(role))
                                      : absence_of(*setting);
    return 0;
}

std::string NeededNumbers::name_of(SettingRole role) const {
    const CurrentSetting* setting = facts_.find(role);
    return std::string(setting == nullptr ? migrate::name_of(role) : std::string_view(setting->entry.name));
}

void NeededNumbers::note(std::string_view key) {
    if (!missing_.empty()) return;
    const auto dot = key.find('.');
    missing_ = fmt::format("nobody said {} in [{}] of migrate.toml", key.substr(dot + 1), key.substr(0, dot));
}

}  // namespace migrate

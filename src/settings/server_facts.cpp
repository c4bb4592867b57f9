#include "src/settings/server_facts.hpp"

#include <algorithm>
#include <charconv>

namespace migrate {

const ServerRole* ServerFacts::find_role(std::string_view name) const {
    const auto found = std::ranges::find(roles, name, &ServerRole::name);
    return found == roles.end() ? nullptr : &*found;
}

const ServerSetting* ServerFacts::find_setting(std::string_view name) const {
    const auto found = settings.find(name);
    return found == settings.end() ? nullptr : &found->second;
}

std::int64_t ServerFacts::count_of(std::string_view name) const {
    std::int64_t number = 0;
    if (const ServerSetting* setting = find_setting(name))
        std::from_chars(setting->value.data(), setting->value.data() + setting->value.size(), number);
    return number;
}

}  // namespace migrate

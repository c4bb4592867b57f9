#pragma once

#include "src/settings/setting_facts.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace migrate {

/// The numbers that a rule needs, asked one by one, and the first that nobody has given.
class NeededNumbers {
  public:
    explicit NeededNumbers(const SettingFacts& facts) : facts_(facts) {}

    /// Times in milliseconds; 0 where it is missing.
    std::int64_t operator[](SettingRole role);
    /// A number of [deploy] or [pooler]; `key` is "deploy.cpus".
    template <typename T>
    T given(const std::optional<T>& value, std::string_view key) {
        if (!value) note(key);
        return value.value_or(T{});
    }
    /// What is missing, and how to give it; "" = nothing.
    const std::string& missing() const { return missing_; }
    /// The name that the policy gives the role.
    std::string name_of(SettingRole role) const;

  private:
    void note(std::string_view key);

    const SettingFacts& facts_;
    std::string missing_;
};

}  // namespace migrate

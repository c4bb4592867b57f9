#include "src/cache/key_pattern.hpp"

namespace migrate {

std::string key_pattern(std::string_view prefix) {
    constexpr std::string_view glob_signs = "*?[]\\";
    std::string pattern;
    for (const char sign : prefix) {
        if (glob_signs.find(sign) != std::string_view::npos) pattern += '\\';
        pattern += sign;
    }
    return pattern + '*';
}

}  // namespace migrate

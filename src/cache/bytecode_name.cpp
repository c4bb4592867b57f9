#include "src/cache/bytecode_name.hpp"

#include <algorithm>
#include <array>

namespace migrate {

namespace {

bool is_small_letter(char sign) {
    return sign >= 'a' && sign <= 'z';
}

bool is_digit_sign(char sign) {
    return sign >= '0' && sign <= '9';
}

/// sys.implementation.cache_tag: the interpreter's name, then its version.
bool is_cache_tag(std::string_view tag) {
    return !tag.empty() && is_small_letter(tag.front()) && !tag.starts_with("opt-") &&
           std::ranges::any_of(tag, is_digit_sign) && std::ranges::all_of(tag, [](char sign) {
               return is_small_letter(sign) || is_digit_sign(sign) || sign == '-';
           });
}

bool drop_ending(std::string_view& text, std::string_view ending) {
    const bool has = text.ends_with(ending);
    if (has) text.remove_suffix(ending.size());
    return has;
}

}  // namespace

bool is_bytecode_name(std::string_view file) {
    if (!drop_ending(file, ".pyc")) return false;
    if (!drop_ending(file, ".opt-1")) drop_ending(file, ".opt-2");
    const auto dot = file.rfind('.');
    return dot != std::string_view::npos && dot > 0 && is_cache_tag(file.substr(dot + 1));
}

bool is_foreign_folder(std::string_view folder) {
    constexpr std::array<std::string_view, 5> foreign{".git", ".venv", "dist-packages", "node_modules",
                                                      "site-packages"};
    return std::ranges::find(foreign, folder) != foreign.end();
}

}  // namespace migrate

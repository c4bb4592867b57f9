#include "src/schema/schema_pattern.hpp"

#include "src/schema/schema_words.hpp"

#include <algorithm>

namespace migrate {

namespace {

/// The names that a pattern can mean an object by.
std::vector<std::string> names_for_patterns(const SchemaKey& key) {
    std::vector<std::string> names{full_name_of(key), key.kind + " " + full_name_of(key)};
    if (key.kind == "index") names.insert(names.end(), {key.name, key.kind + " " + key.name});
    if (!key.parent.empty()) names.insert(names.end(), {key.parent, "table " + key.parent});
    return names;
}

bool is_meant(const SchemaKey& key, std::string_view pattern) {
    return std::ranges::any_of(names_for_patterns(key),
                               [&](const std::string& name) { return matches(name, pattern); });
}

}  // namespace

bool matches(std::string_view text, std::string_view pattern) {
    std::size_t at = 0;
    std::size_t next = 0;
    std::size_t star = std::string_view::npos;  // the last one seen, and what it covers so far
    std::size_t covered = 0;
    while (at < text.size()) {
        if (next < pattern.size() && pattern[next] == '*') {
            star = next++;
            covered = at;
        } else if (next < pattern.size() && pattern[next] == text[at]) {
            ++next, ++at;
        } else if (star != std::string_view::npos) {
            next = star + 1;
            at = ++covered;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', next) == std::string_view::npos;
}

bool is_ignored(const SchemaKey& key, const std::vector<std::string>& patterns) {
    return std::ranges::any_of(patterns, [&](const std::string& pattern) { return is_meant(key, pattern); });
}

bool is_ignored(const SchemaKey& key, const std::string& attribute,
                const std::vector<std::string>& patterns) {
    return std::ranges::any_of(patterns, [&](std::string_view pattern) {
        const auto colon = pattern.find(": ");
        if (colon == std::string_view::npos) return is_meant(key, pattern);
        return is_meant(key, pattern.substr(0, colon)) && matches(attribute, pattern.substr(colon + 2));
    });
}

}  // namespace migrate

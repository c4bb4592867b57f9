#include "src/statement/type_change.hpp"

#include <algorithm>
#include <array>

namespace migrate {

namespace {

using Pair = std::pair<std::string_view, std::string_view>;

/// Binary coercible, or by a function that only looks at the length, from the first to the second. Domains
/// and types of others are not known here.
constexpr auto same_bytes = std::to_array<Pair>({{"varchar", "text"},
                                                 {"text", "varchar"},
                                                 {"varchar", "varchar"},
                                                 {"varbit", "varbit"},
                                                 {"bit", "varbit"},
                                                 {"numeric", "numeric"},
                                                 {"timestamp", "timestamp"},
                                                 {"timestamptz", "timestamptz"},
                                                 {"time", "time"},
                                                 {"timetz", "timetz"},
                                                 {"interval", "interval"},
                                                 {"cidr", "inet"},
                                                 {"xml", "text"},
                                                 {"int4", "oid"},
                                                 {"oid", "int4"},
                                                 {"text", "citext"},
                                                 {"varchar", "citext"},
                                                 {"citext", "text"},
                                                 {"citext", "varchar"}});

bool keeps_bytes(const TypeName& old, const TypeName& wanted) {
    return std::ranges::count(same_bytes, Pair(old.name, wanted.name)) > 0;
}

/// timestamp(6) is timestamp.
bool has_full_precision(const TypeName& type) {
    const bool is_time = type.name.starts_with("time") || type.name == "interval";
    return is_time && type.modifiers.front() == 6;
}

/// Whether everything that fits the old modifiers fits the wanted ones unchanged.
bool widens(const TypeName& old, const TypeName& wanted) {
    if (wanted.modifiers.empty() || has_full_precision(wanted)) return true;
    if (old.modifiers.empty()) return false;
    if (wanted.name != "numeric") return wanted.modifiers[0] >= old.modifiers[0];
    const auto scale = [](const TypeName& type) { return type.modifiers.size() > 1 ? type.modifiers[1] : 0; };
    return wanted.modifiers[0] >= old.modifiers[0] && scale(wanted) == scale(old);
}

bool is_same(const TypeName& old, const TypeName& wanted) {
    return old.name == wanted.name && old.schema == wanted.schema && old.modifiers == wanted.modifiers;
}

/// timestamp and timestamptz hold the same bytes where the session's time zone is UTC.
bool depends_on_zone(const TypeName& old, const TypeName& wanted) {
    const auto has_zone = [](const TypeName& type) { return type.name == "timestamptz"; };
    const auto is_timestamp = [&](const TypeName& type) {
        return has_zone(type) || type.name == "timestamp";
    };
    return is_timestamp(old) && is_timestamp(wanted) && has_zone(old) != has_zone(wanted);
}

/// Whether some other type becomes this one without a rewrite.
bool may_be_free(const TypeName& wanted) {
    if (!wanted.is_builtin()) return true;
    const auto reaches = [&](const Pair& pair) { return pair.second == wanted.name; };
    return std::ranges::any_of(same_bytes, reaches);
}

}  // namespace

TypeChange judge_type_change(const TypeName& old, const TypeName& wanted) {
    if (old.empty()) return may_be_free(wanted) ? TypeChange::unknown : TypeChange::rewrite;
    if (old.is_array != wanted.is_array) return TypeChange::rewrite;
    if (is_same(old, wanted)) return TypeChange::free;
    if (old.is_array)
        return old.name == wanted.name && wanted.modifiers.empty() ? TypeChange::free : TypeChange::rewrite;
    if (depends_on_zone(old, wanted)) return TypeChange::unknown;
    const bool cuts = old.name == wanted.name ? !widens(old, wanted) : !wanted.modifiers.empty();
    if (keeps_bytes(old, wanted)) return cuts ? TypeChange::rewrite : TypeChange::free;
    return old.is_builtin() && wanted.is_builtin() ? TypeChange::rewrite : TypeChange::unknown;
}

}  // namespace migrate

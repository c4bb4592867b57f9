#include "src/index/catalog_index.hpp"

#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace migrate {

namespace {

/// A literal in an expression can hold a line break; the text is one line, and still tells both apart.
std::string on_one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        if (c == '\n') {
            line += "\\n";
        } else if (c == '\\') {
            line += "\\\\";
        } else {
            line += c;
        }
    }
    return line;
}

/// As the server's queries write it (src/postgres/queries/index_sql.hpp); a name that ends like this is
/// quoted.
struct OrderWords {
    std::string_view words;
    bool descending;
    bool nulls_first;
};
constexpr std::array<OrderWords, 3> orders{
    {{" DESC NULLS LAST", true, false}, {" NULLS FIRST", false, true}, {" DESC", true, true}}};

}  // namespace

OrderedKey split_order(std::string_view key) {
    for (const OrderWords& order : orders) {
        if (!key.ends_with(order.words)) continue;
        key.remove_suffix(order.words.size());
        return {.what = key, .descending = order.descending, .nulls_first = order.nulls_first};
    }
    return {.what = key};
}

std::string CanonicalKey::text() const {
    std::string result = fmt::format("{}{} ({})", unique ? "unique " : "", method, fmt::join(keys, ", "));
    if (!include.empty()) result += fmt::format(" include ({})", fmt::join(include, ", "));
    if (nulls_not_distinct) result += " nulls not distinct";
    if (!predicate.empty()) result += " where " + predicate;
    return on_one_line(result);
}

}  // namespace migrate

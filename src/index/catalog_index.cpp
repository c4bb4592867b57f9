#include "src/index/catalog_index.hpp"

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

}  // namespace

std::string CanonicalKey::text() const {
    std::string result = fmt::format("{}{} ({})", unique ? "unique " : "", method, fmt::join(keys, ", "));
    if (!include.empty()) result += fmt::format(" include ({})", fmt::join(include, ", "));
    if (nulls_not_distinct) result += " nulls not distinct";
    if (!predicate.empty()) result += " where " + predicate;
    return on_one_line(result);
}

}  // namespace migrate

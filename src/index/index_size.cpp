#include "src/index/index_size.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace migrate {

namespace {

constexpr double page_bytes = 8192;
constexpr double page_overhead = 24 + 16;  ///< page header, and the B-tree's own at the end
constexpr double entry_overhead = 4 + 8;   ///< line pointer, tuple header
constexpr double alignment = 8;
constexpr double row_pointer = 6;
constexpr double default_fillfactor = 90;
constexpr double upper_levels = 1.005;  ///< pages above the leaves: one in some hundreds

double fillfactor_of(const IndexSpec& spec) {
    const auto found = spec.with.find("fillfactor");
    const double value = found == spec.with.end() ? 0 : std::strtod(found->second.c_str(), nullptr);
    return value >= 10 && value <= 100 ? value : default_fillfactor;
}

std::int64_t pages_for(double bytes, double fillfactor) {
    const double leaves = std::ceil(bytes / ((page_bytes - page_overhead) * fillfactor / 100));
    return static_cast<std::int64_t>((1 + std::ceil(leaves * upper_levels)) * page_bytes);
}

}  // namespace

std::optional<IndexSize> estimate_size(const IndexSpec& spec, const IndexedRows& rows) {
    if (spec.method != "btree" || !spec.where.empty()) return std::nullopt;
    const double fillfactor = fillfactor_of(spec);
    const double entry = entry_overhead + std::ceil(rows.key_bytes / alignment) * alignment;
    const std::int64_t expected = pages_for(rows.rows * entry, fillfactor);
    const std::int64_t deduplicated = pages_for(rows.rows * row_pointer, fillfactor);
    return IndexSize{.expected = expected,
                     .least = spec.unique ? expected / 4 : std::min(expected / 4, deduplicated)};
}

}  // namespace migrate

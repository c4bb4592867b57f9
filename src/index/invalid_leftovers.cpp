#include "src/index/invalid_leftovers.hpp"

#include "src/base/sql_text.hpp"
#include "src/index/work_name.hpp"

#include <set>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::string_view new_end = "_ccnew";
constexpr std::string_view old_end = "_ccold";
static_assert(new_end.size() == old_end.size());

std::string_view without_number(std::string_view name) {
    while (!name.empty() && name.back() >= '0' && name.back() <= '9') name.remove_suffix(1);
    return name;
}

std::string remark_on(const CatalogIndex& index) {
    const std::string_view origin = is_reindex_leftover(index.name)
                                        ? "left by an interrupted REINDEX CONCURRENTLY"
                                        : "left by an interrupted build that was not ours";
    const std::string_view cost = index.ready && index.key.unique ? "it can refuse rows"
                                  : index.ready                   ? "every write pays for it"
                                                                  : "it serves nobody";
    return fmt::format("INVALID index {} on {}: {}; {}; to remove it: DROP INDEX CONCURRENTLY {}", index.name,
                       index.table, origin, cost, quote_qualified(index.schema, index.name));
}

}  // namespace

bool is_reindex_leftover(std::string_view name) {
    const std::string_view start = without_number(name);
    return start.ends_with(new_end) || start.ends_with(old_end);
}

bool is_reindex_leftover_of(std::string_view name, std::string_view index) {
    if (!is_reindex_leftover(name)) return false;
    const std::size_t base = without_number(name).size() - new_end.size();
    const std::size_t end = name.size() - base;
    return name.substr(0, base) == cut_name(index, max_identifier_bytes - end);
}

std::vector<std::string> find_invalid_leftovers(const std::vector<IndexFacts>& facts) {
    std::set<std::string> told;
    std::vector<std::string> remarks;
    for (const IndexFacts& one : facts) {
        for (const CatalogIndex& index : one.invalid_others) {
            if (told.insert(quote_qualified(index.schema, index.name)).second)
                remarks.push_back(remark_on(index));
        }
    }
    return remarks;
}

}  // namespace migrate

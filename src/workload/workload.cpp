#include "src/workload/workload.hpp"

#include <algorithm>

namespace migrate {

namespace {

template <typename Items>
auto find_by_id(const Items& items, std::string_view id) -> const typename Items::value_type* {
    const auto found =
        std::ranges::find(items, id, [](const auto& item) { return std::string_view(item.id); });
    return found == items.end() ? nullptr : &*found;
}

}  // namespace

const WorkloadQuery* Workload::find_query(std::string_view id) const {
    return find_by_id(queries, id);
}

const ParameterSample* Workload::find_sample(std::string_view id) const {
    return find_by_id(samples, id);
}

}  // namespace migrate

#include "src/workload/measurement.hpp"

#include "src/workload/percentile.hpp"

#include <algorithm>
#include <numeric>

namespace migrate {

namespace {

template <typename Get>
std::int64_t percentile_of(const std::vector<QueryRun>& runs, std::size_t count, int percent, Get get) {
    std::vector<std::int64_t> values;
    for (std::size_t i = 0; i < count; ++i) values.push_back(get(runs[i].cost));
    return percentile(std::move(values), percent);
}

template <typename Items>
auto find_measured(const Items& items, std::string_view id) -> const typename Items::value_type* {
    const auto found =
        std::ranges::find(items, id, [](const auto& item) { return std::string_view(item.id); });
    return found == items.end() ? nullptr : &*found;
}

}  // namespace

QuerySummary summary_of(const std::vector<QueryRun>& runs, std::size_t first) {
    const std::size_t count = std::min(first, runs.size());
    const auto median = [&](auto get) { return percentile_of(runs, count, 50, get); };
    return {.runs = count,
            .hit = median([](const PlanCost& cost) { return cost.shared_hit; }),
            .read = median([](const PlanCost& cost) { return cost.shared_read; }),
            .blocks = median([](const PlanCost& cost) { return cost.blocks(); }),
            .dirtied = median([](const PlanCost& cost) { return cost.shared_dirtied; }),
            .temp = median([](const PlanCost& cost) { return cost.temp; }),
            .rows = median([](const PlanCost& cost) { return cost.rows; }),
            .median_us = median([](const PlanCost& cost) { return cost.microseconds; }),
            .p95_us = percentile_of(runs, count, 95, [](const PlanCost& cost) { return cost.microseconds; })};
}

std::int64_t FormMeasurement::median_us() const {
    return percentile(runs_us, 50);
}

std::int64_t FormMeasurement::p95_us() const {
    return percentile(runs_us, 95);
}

double FormMeasurement::per_second() const {
    const auto total = std::accumulate(runs_us.begin(), runs_us.end(), std::int64_t{0});
    return total > 0 ? static_cast<double>(runs_us.size()) * 1'000'000 / static_cast<double>(total) : 0;
}

std::optional<std::int64_t> Measurement::blocks_of(const FormMeasurement& form) const {
    std::int64_t blocks = 0;
    for (const std::string& id : form.queries) {
        if (std::ranges::find(form.left_out, id) != form.left_out.end()) continue;
        const QueryMeasurement* query = find_query(id);
        if (query == nullptr || !query->is_measured()) return std::nullopt;
        blocks += summary_of(query->runs).blocks;
    }
    return blocks;
}

const QueryMeasurement* Measurement::find_query(std::string_view id) const {
    return find_measured(queries, id);
}

const ActionMeasurement* Measurement::find_action(std::string_view id) const {
    return find_measured(actions, id);
}

}  // namespace migrate

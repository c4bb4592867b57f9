#include "src/index/build_order.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

namespace migrate {

namespace {

std::vector<TableLane> lanes_of(const std::vector<OrderedChange>& changes) {
    std::vector<TableLane> lanes;
    for (const OrderedChange& change : changes) {
        auto lane = std::ranges::find(lanes, change.table, &TableLane::table);
        if (lane == lanes.end()) lane = lanes.insert(lanes.end(), {.table = change.table});
        lane->places.push_back(change.place);
        lane->takes_long = lane->takes_long || change.takes_long;
    }
    return lanes;
}

/// Whether each change belongs to the second wave.
std::vector<bool> find_late(const std::vector<OrderedChange>& changes) {
    std::vector<bool> late;
    std::set<std::string> held_back;    // tables with a late build
    std::set<std::string> in_sequence;  // and a drop behind it, which nothing may pass
    for (const OrderedChange& change : changes) {
        if (change.drops && held_back.contains(change.table)) in_sequence.insert(change.table);
        late.push_back((change.holds_snapshot && change.takes_long) || in_sequence.contains(change.table));
        if (late.back()) held_back.insert(change.table);
    }
    return late;
}

}  // namespace

BuildWaves plan_build_waves(std::vector<OrderedChange> changes) {
    std::ranges::stable_sort(changes, std::greater{}, &OrderedChange::table_bytes);
    const std::vector<bool> late = find_late(changes);
    std::array<std::vector<OrderedChange>, 2> in_wave;
    for (std::size_t i = 0; i < changes.size(); ++i) in_wave.at(late[i] ? 1 : 0).push_back(changes[i]);
    BuildWaves waves;
    for (const auto& wave : in_wave) {
        if (!wave.empty()) waves.push_back(lanes_of(wave));
    }
    return waves;
}

bool has_expression(const IndexSpec& spec) {
    return std::ranges::any_of(spec.keys, [](const IndexKey& key) { return !key.expression.empty(); });
}

bool has_expression_or_predicate(const IndexSpec& spec) {
    return !spec.where.empty() || has_expression(spec);
}

bool builds(IndexVerb verb) {
    switch (verb) {
        case IndexVerb::build:
        case IndexVerb::build_plain:
        case IndexVerb::rebuild:
        case IndexVerb::replace:
        case IndexVerb::restore:
        case IndexVerb::finish:
        case IndexVerb::await_build:
            return true;
        default:
            return false;
    }
}

bool takes_long(IndexVerb verb) {
    switch (verb) {
        case IndexVerb::build:
        case IndexVerb::rebuild:
        case IndexVerb::replace:
        case IndexVerb::restore:
        case IndexVerb::finish:
        case IndexVerb::await_build:
        case IndexVerb::drop:
            return true;
        default:
            return false;
    }
}

}  // namespace migrate

#include "cli/render/progress/phase_words.hpp"

#include <algorithm>
#include <array>

namespace migrate {

namespace {

struct Wording {
    std::string_view phase;
    std::string_view words;
};

constexpr auto wordings = std::to_array<Wording>({
    {"", "starting"},
    {"initializing", "starting"},
    {"waiting for a lock", "waiting for a lock"},
    {"waiting for writers before build", "waiting for writers"},
    {"building index", "building"},
    {"building index: initializing", "building"},
    {"building index: scanning table", "scanning table"},
    {"building index: sorting live tuples", "sorting"},
    {"building index: loading tuples in tree", "writing index"},
    {"waiting for writers before validation", "waiting for writers once more"},
    {"index validation: scanning index", "checking: scanning index"},
    {"index validation: sorting tuples", "checking: sorting"},
    {"index validation: scanning table", "checking: scanning table"},
    {"waiting for old snapshots", "waiting for older readers"},
    {"waiting for readers before marking dead", "waiting for readers"},
    {"waiting for readers before dropping", "waiting for readers once more"},
});

}  // namespace

std::string phase_words(std::string_view phase) {
    const auto known = std::ranges::find(wordings, phase, &Wording::phase);
    if (known != wordings.end()) return std::string(known->words);
    constexpr std::string_view of_a_method = "building index: ";
    if (phase.starts_with(of_a_method)) phase.remove_prefix(of_a_method.size());
    return std::string(phase);
}

}  // namespace migrate

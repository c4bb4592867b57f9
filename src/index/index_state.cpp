#include "src/index/index_state.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::array<std::string_view, 6> state_names{"missing", "building",  "invalid",
                                                      "valid",   "different", "equivalent"};
constexpr std::array<std::string_view, 7> origin_names{"unknown",  "found",    "created", "renamed",
                                                       "replaced", "accepted", "dropped"};

constexpr std::string_view token_start = "[migrate:";

/// What an index on the declared table says of the state.
IndexState state_of(const IndexFacts& facts, const CatalogIndex& index) {
    if (index.usable())
        return has_wanted_definition(facts, index) ? IndexState::valid : IndexState::different;
    return index.builder ? IndexState::building : IndexState::invalid;
}

}  // namespace

std::string_view name_of(IndexState state) {
    return state_names.at(static_cast<std::size_t>(state));
}

std::string_view name_of(IndexOrigin origin) {
    return origin_names.at(static_cast<std::size_t>(origin));
}

IndexOrigin origin_named(std::string_view name) {
    const auto* const found = std::find(origin_names.begin(), origin_names.end(), name);
    return found == origin_names.end() ? IndexOrigin::unknown
                                       : static_cast<IndexOrigin>(found - origin_names.begin());
}

bool has_wanted_definition(const IndexFacts& facts, const CatalogIndex& index) {
    if (index.table != facts.spec.table) return false;
    if (facts.wanted) return index.key == *facts.wanted;
    return facts.record && facts.record->key == index.key.text();
}

IndexState find_state(const IndexFacts& facts) {
    if (facts.same_name && facts.same_name->table != facts.spec.table) return IndexState::different;
    if (facts.same_name) return state_of(facts, *facts.same_name);
    if (facts.name_taken_by_other) return IndexState::different;
    if (facts.leftover && !facts.leftover->usable()) return state_of(facts, *facts.leftover);
    const bool almost_done = facts.leftover && has_wanted_definition(facts, *facts.leftover);
    return facts.equivalents.empty() || almost_done ? IndexState::missing : IndexState::equivalent;
}

bool is_ours(const IndexFacts& facts) {
    if (!facts.record || !facts.same_name) return false;
    const IndexRecord& record = *facts.record;
    const CatalogIndex& index = *facts.same_name;
    const bool made = record.origin == IndexOrigin::created || record.origin == IndexOrigin::replaced;
    return made && !record.token.empty() && record.token == token_in_comment(index.comment) &&
           record.table == index.table && record.key == index.key.text();
}

bool is_accepted(const IndexFacts& facts) {
    if (!facts.record || !facts.record->done || facts.record->origin != IndexOrigin::accepted) return false;
    const IndexState state = find_state(facts);
    return state == IndexState::different || state == IndexState::equivalent;
}

std::string token_in_comment(std::string_view comment) {
    const auto start = comment.rfind(token_start);
    if (start == std::string_view::npos) return {};
    comment.remove_prefix(start + token_start.size());
    const auto end = comment.find(']');
    return end == std::string_view::npos ? std::string{} : std::string(comment.substr(0, end));
}

std::string comment_with_token(std::string_view revision, std::string_view token) {
    return fmt::format("created by migrate, revision {} {}{}]", revision, token_start, token);
}

}  // namespace migrate

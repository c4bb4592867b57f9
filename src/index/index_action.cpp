#include "src/index/index_action.hpp"

#include "src/base/sql_text.hpp"
#include "src/base/words.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::array<std::string_view, 15> verb_names{
    "nothing", "adopt",  "build", "build_plain", "finish",  "await_build", "rebuild", "replace",
    "accept",  "rename", "drop",  "rename_back", "restore", "keep",        "refuse"};

constexpr std::string_view another_name = "give the declared index another name in its revision";

std::string drop_by_hand(const CatalogIndex& index) {
    return fmt::format("DROP INDEX CONCURRENTLY {}", quote_qualified(index.schema, index.name));
}

/// The operator took the index as it is in an earlier run, and the declaration is still the same.
bool was_accepted(const IndexFacts& facts) {
    return facts.record && facts.record->done && facts.record->origin == IndexOrigin::accepted &&
           (!facts.wanted || facts.record->key == facts.wanted->text());
}

IndexAction await(const CatalogIndex& index) {
    const ActiveBuild& build = *index.builder;
    return {.verb = IndexVerb::await_build,
            .reason = fmt::format("process {} is building {}{}", build.pid, index.name,
                                  build.phase.empty() ? "" : fmt::format(" ({})", build.phase)),
            .index = index.name};
}

/// An index on a foreign table cannot be, and without a part on each partition the whole never turns valid.
IndexAction refuse_foreign_partition(const IndexFacts& facts) {
    return {.verb = IndexVerb::refuse,
            .reason = fmt::format("partition {} is a foreign table, which can have no index",
                                  facts.foreign_partition),
            .options = {fmt::format("detach partition {}", facts.foreign_partition),
                        "declare the index on each of the other partitions instead"}};
}

/// A build from nothing: which way, and why that way.
IndexAction build(const IndexFacts& facts, const IndexPolicy& policy, std::string_view because) {
    if (!facts.table_exists)
        return {.verb = IndexVerb::build_plain,
                .reason = fmt::format("{}, and table {} is not there yet: it will be new", because,
                                      facts.spec.table)};
    if (!facts.foreign_partition.empty()) return refuse_foreign_partition(facts);
    if (facts.table_partitioned)
        return {
            .verb = IndexVerb::build,
            .reason = fmt::format("{}, and the table is partitioned: built partition by partition", because)};
    const std::string size = bytes_text(facts.table_bytes);
    if (facts.table_bytes < policy.small_table_bytes)
        return {.verb = IndexVerb::build_plain,
                .reason = fmt::format("{}, and the table is small ({}): built in one short transaction",
                                      because, size)};
    return {.verb = IndexVerb::build,
            .reason = fmt::format("{}, and the table has {}: built while writers go on", because, size)};
}

IndexAction decide_missing(const IndexFacts& facts, const IndexPolicy& policy) {
    if (facts.leftover && has_wanted_definition(facts, *facts.leftover))
        return {.verb = IndexVerb::finish,
                .reason = fmt::format("an earlier run built it as {} and did not come to name it",
                                      facts.leftover->name),
                .index = facts.leftover->name};
    return build(facts, policy, "missing");
}

IndexAction decide_valid(const IndexFacts& facts) {
    const std::string& name = facts.same_name->name;
    if (is_ours(facts)) {
        if (facts.record->done)
            return {.verb = IndexVerb::nothing,
                    .reason = fmt::format("valid, created by revision {}", facts.record->revision),
                    .index = name};
        return {.verb = IndexVerb::finish,
                .reason = "valid, built by an earlier run that ended before it could record it",
                .index = name};
    }
    const bool recorded = facts.record && facts.record->done &&
                          facts.record->origin != IndexOrigin::accepted &&
                          facts.record->key == facts.same_name->key.text();
    if (!recorded)
        return {.verb = IndexVerb::adopt,
                .reason = "valid, and not made by us: recorded as found",
                .index = name};
    return {.verb = IndexVerb::nothing,
            .reason = fmt::format("valid, recorded as {}", name_of(facts.record->origin)),
            .index = name};
}

IndexAction decide_invalid(const IndexFacts& facts) {
    const CatalogIndex& index = facts.same_name ? *facts.same_name : *facts.leftover;
    if (!facts.foreign_partition.empty()) return refuse_foreign_partition(facts);
    if (facts.table_partitioned && has_wanted_definition(facts, index))
        return {.verb = IndexVerb::finish,
                .reason = fmt::format("{} is INVALID: some partitions lack their part of it", index.name),
                .index = index.name};
    if (index.backs_constraint)
        return {
            .verb = IndexVerb::refuse,
            .reason = fmt::format("{} is INVALID and backs a constraint, so it is not dropped", index.name),
            .index = index.name,
            .options = {
                fmt::format("REINDEX INDEX CONCURRENTLY {}", quote_qualified(index.schema, index.name))}};
    const bool refuses_rows = index.key.unique && index.ready;
    return {.verb = IndexVerb::rebuild,
            .reason = fmt::format(
                "{} is INVALID and nobody is building it{}", index.name,
                refuses_rows ? "; being unique, it may go on refusing rows until it is dropped" : ""),
            .index = index.name,
            .drop_first = {index.name}};
}

/// An earlier run was asked to replace, built ours, and ended before the names were swapped. On partitions
/// some of it may be lacking yet.
bool replacement_is_built(const IndexFacts& facts) {
    return facts.leftover && (facts.leftover->usable() || facts.table_partitioned) &&
           has_wanted_definition(facts, *facts.leftover) && facts.record && !facts.record->done &&
           facts.record->origin == IndexOrigin::replaced;
}

std::string conflict_text(const IndexFacts& facts) {
    if (!facts.same_name)
        return fmt::format("the name belongs to a {}", facts.occupant.empty() ? "relation" : facts.occupant);
    const CatalogIndex& index = *facts.same_name;
    if (index.table != facts.spec.table)
        return fmt::format("the name belongs to an index of table {}", index.table);
    if (!facts.wanted)
        return "an index of that name is there, and this session cannot compare its definition";
    return fmt::format("an index of that name is there with another definition: {}", index.definition);
}

IndexAction decide_different(const IndexFacts& facts, const IndexPolicy& policy) {
    const std::string conflict = conflict_text(facts);
    if (!facts.same_name)
        return {.verb = IndexVerb::refuse, .reason = conflict, .options = {std::string(another_name)}};
    const CatalogIndex& index = *facts.same_name;
    if (was_accepted(facts))
        return {.verb = IndexVerb::nothing, .reason = conflict + "; accepted before", .index = index.name};
    if (policy.on_conflict == OnConflict::keep)
        return {.verb = IndexVerb::accept, .reason = conflict + "; kept as asked", .index = index.name};
    if (index.backs_constraint)
        return {.verb = IndexVerb::refuse,
                .reason = conflict + "; it backs a constraint, so it is not replaced",
                .index = index.name,
                .options = {"--on-conflict keep", std::string(another_name)}};
    if (replacement_is_built(facts))
        return {.verb = IndexVerb::finish,
                .reason = conflict + "; ours is built beside it and takes its name",
                .index = facts.leftover->name};
    if (policy.on_conflict == OnConflict::replace && facts.wanted)
        return {.verb = IndexVerb::replace,
                .reason = conflict + "; ours is built beside it and takes its name",
                .index = index.name};
    return {.verb = IndexVerb::refuse,
            .reason = conflict,
            .index = index.name,
            .options = {"--on-conflict replace", "--on-conflict keep", drop_by_hand(index)}};
}

IndexAction decide_rename(const IndexFacts& facts) {
    const auto free_to_rename = std::find_if(facts.equivalents.begin(), facts.equivalents.end(),
                                             [](const CatalogIndex& i) { return !i.backs_constraint; });
    if (free_to_rename == facts.equivalents.end())
        return {.verb = IndexVerb::refuse,
                .reason = fmt::format("{} has the same definition, but its name is that of a constraint",
                                      facts.equivalents.front().name),
                .index = facts.equivalents.front().name,
                .options = {"--on-equivalent accept", "--on-equivalent build"}};
    return {
        .verb = IndexVerb::rename,
        .reason = fmt::format("{} has the same definition: it gets the declared name", free_to_rename->name),
        .index = free_to_rename->name};
}

IndexAction decide_equivalent(const IndexFacts& facts, const IndexPolicy& policy) {
    const std::string& other = facts.equivalents.front().name;
    if (policy.on_equivalent == OnEquivalent::build)
        return build(facts, policy, fmt::format("missing beside {} of the same definition", other));
    if (policy.on_equivalent == OnEquivalent::rename) return decide_rename(facts);
    return {.verb = was_accepted(facts) ? IndexVerb::nothing : IndexVerb::accept,
            .reason = fmt::format("{} has the same definition and does its work", other),
            .index = other};
}

IndexAction decide_by_state(const IndexFacts& facts, const IndexPolicy& policy, IndexState state) {
    switch (state) {
        case IndexState::missing:
            return decide_missing(facts, policy);
        case IndexState::building:
            return await(facts.same_name ? *facts.same_name : *facts.leftover);
        case IndexState::invalid:
            return decide_invalid(facts);
        case IndexState::valid:
            return decide_valid(facts);
        case IndexState::different:
            return decide_different(facts, policy);
        case IndexState::equivalent:
            return decide_equivalent(facts, policy);
    }
    return {};
}

}  // namespace

std::string_view name_of(IndexVerb verb) {
    return verb_names.at(static_cast<std::size_t>(verb));
}

IndexAction decide_create(const IndexFacts& facts, const IndexPolicy& policy) {
    const IndexState state = find_state(facts);
    const bool leftover_grows = facts.leftover && facts.leftover->builder && !facts.leftover->usable();
    IndexAction action = leftover_grows ? await(*facts.leftover) : decide_by_state(facts, policy, state);
    action.state = state;
    const bool starts = action.verb != IndexVerb::refuse && action.verb != IndexVerb::await_build;
    if (starts && facts.leftover && action.index != facts.leftover->name)
        action.drop_first.push_back(facts.leftover->name);
    return action;
}

IndexAction decide_recreate(const IndexFacts& facts, const IndexPolicy& policy) {
    const bool dropped = facts.record && facts.record->done && facts.record->origin == IndexOrigin::dropped;
    const bool begun = facts.record && !facts.record->done;  // an interrupted way back goes on
    if (dropped || begun) return decide_create(facts, policy);
    return {.verb = IndexVerb::nothing,
            .state = find_state(facts),
            .reason = "the revision did not drop it, so nothing is built again"};
}

}  // namespace migrate

#include "src/base/sql_text.hpp"
#include "src/index/index_action.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

IndexAction nothing(std::string reason) {
    return {.verb = IndexVerb::nothing, .reason = std::move(reason)};
}

IndexAction keep(const CatalogIndex& index, std::string reason) {
    return {.verb = IndexVerb::keep, .reason = std::move(reason), .index = index.name};
}

const CatalogIndex* build_in_progress(const IndexFacts& facts) {
    for (const auto* index : {&facts.same_name, &facts.leftover}) {
        if (*index && (*index)->builder && !(*index)->usable()) return &**index;
    }
    return nullptr;
}

IndexAction await_and_drop(const CatalogIndex& index) {
    return {.verb = IndexVerb::await_build,
            .reason = fmt::format("process {} is building {}: dropped when it is done", index.builder->pid,
                                  index.name),
            .index = index.name};
}

/// Why the index that bears the name is not, or no longer, the one our record speaks of; "" when it is.
std::string mismatch(const IndexFacts& facts) {
    const CatalogIndex& index = *facts.same_name;
    const IndexRecord& record = *facts.record;
    if (record.table != index.table) return fmt::format("it is now an index of table {}", index.table);
    if (record.key != index.key.text())
        return fmt::format("its definition has changed since: {}", index.definition);
    if (record.origin == IndexOrigin::renamed || is_ours(facts)) return {};
    return token_in_comment(index.comment).empty() ? "its comment no longer says that we created it"
                                                   : "its comment names another run as its creator";
}

/// Undoes what the record says, for an index that is still the one it speaks of.
IndexAction undo(const IndexFacts& facts) {
    const CatalogIndex& index = *facts.same_name;
    const IndexRecord& record = *facts.record;
    if (record.origin == IndexOrigin::renamed)
        return {.verb = IndexVerb::rename_back,
                .reason = fmt::format("was there as {} and gets that name back", record.displaced),
                .index = index.name};
    if (index.backs_constraint) return keep(index, "created by us, but it backs a constraint by now");
    if (record.origin == IndexOrigin::replaced)
        return {.verb = IndexVerb::restore,
                .reason = "took the place of another index, which is built again",
                .index = index.name};
    return {.verb = IndexVerb::drop,
            .reason = fmt::format("created by revision {}", record.revision),
            .index = index.name};
}

IndexAction undo_of_present(const IndexFacts& facts) {
    const CatalogIndex& index = *facts.same_name;
    if (!facts.record) return keep(index, "not created by us");
    switch (facts.record->origin) {
        case IndexOrigin::unknown:
        case IndexOrigin::dropped:
            return keep(index, "not created by us");
        case IndexOrigin::found:
            return keep(index, "was there before us");
        case IndexOrigin::accepted:
            return keep(index, "was there before us, and did the work of ours");
        case IndexOrigin::created:
        case IndexOrigin::renamed:
        case IndexOrigin::replaced:
            break;
    }
    const std::string reason = mismatch(facts);
    return reason.empty() ? undo(facts) : keep(index, reason);
}

IndexAction undo_of_absent(const IndexFacts& facts) {
    const bool displaced_another =
        facts.record && facts.record->done && facts.record->origin == IndexOrigin::replaced;
    if (facts.name_taken_by_other)
        return {.verb = IndexVerb::keep,
                .reason = fmt::format("the name belongs to a {} by now", facts.occupant)};
    if (displaced_another)
        return {.verb = IndexVerb::restore,
                .reason = "gone already; the index whose place it took is built again"};
    if (facts.record && facts.record->origin == IndexOrigin::accepted)
        return nothing("another index did its work, so nothing was built");
    return nothing("not there");
}

IndexAction refuse_drop(const IndexFacts& facts, std::string reason) {
    return {.verb = IndexVerb::refuse,
            .reason = std::move(reason),
            .index = facts.same_name ? facts.same_name->name : "",
            .options = {"declare the index as it is there, or take the [[drop_index]] out of the revision"}};
}

IndexAction declared_drop(const IndexFacts& facts) {
    if (facts.name_taken_by_other)
        return refuse_drop(facts, fmt::format("the name belongs to a {}", facts.occupant));
    if (!facts.same_name) return nothing("not there");
    const CatalogIndex& index = *facts.same_name;
    if (index.backs_constraint) return refuse_drop(facts, "it backs a constraint, so it is not dropped");
    if (find_state(facts) == IndexState::different)
        return refuse_drop(facts, fmt::format("what bears the name is another index: {}", index.definition));
    return {.verb = IndexVerb::drop,
            .reason = "the revision drops it; the way back builds it again",
            .index = index.name};
}

/// What an intent of ours left under its work name goes, whatever became of the name.
IndexAction drop_leftover(IndexAction action, const CatalogIndex& leftover) {
    if (action.verb == IndexVerb::nothing)
        return {.verb = IndexVerb::drop,
                .reason = "left by a run of ours that was interrupted",
                .index = leftover.name};
    action.drop_first.push_back(leftover.name);
    return action;
}

}  // namespace

IndexAction decide_drop(const IndexFacts& facts) {
    const CatalogIndex* growing = build_in_progress(facts);
    IndexAction action = growing != nullptr ? await_and_drop(*growing)
                         : facts.same_name  ? undo_of_present(facts)
                                            : undo_of_absent(facts);
    if (growing == nullptr && facts.leftover) action = drop_leftover(std::move(action), *facts.leftover);
    action.state = find_state(facts);
    return action;
}

IndexAction decide_declared_drop(const IndexFacts& facts) {
    const CatalogIndex* growing = build_in_progress(facts);
    IndexAction action = growing != nullptr ? await_and_drop(*growing) : declared_drop(facts);
    action.state = find_state(facts);
    return action;
}

}  // namespace migrate

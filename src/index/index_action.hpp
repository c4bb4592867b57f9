#pragma once

#include "src/index/index_state.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace migrate {

enum class OnConflict { refuse, replace, keep };
enum class OnEquivalent { accept, build, rename };

/// What the operator chose, and where a plain build is cheap enough.
struct IndexPolicy {
    OnConflict on_conflict = OnConflict::refuse;
    OnEquivalent on_equivalent = OnEquivalent::accept;
    std::int64_t small_table_bytes = 8 * 1024 * 1024;
};

/// What is done about one index. Each verb is carried out by src/postgres/run_index_action.
enum class IndexVerb {
    nothing,      ///< already as wanted and recorded
    adopt,        ///< as wanted, not ours: record it as found
    build,        ///< CONCURRENTLY under a work name, prove, rename, comment, record
    build_plain,  ///< one short transaction: small or new table
    finish,       ///< a valid leftover under our work name: prove, rename, comment, record
    await_build,  ///< a live backend is building it: wait, look again
    rebuild,      ///< drop the INVALID one CONCURRENTLY, then build
    replace,      ///< build beside, swap names, drop the other one
    accept,       ///< record that another index does its work
    rename,       ///< give the equivalent one the declared name
    drop,         ///< DROP INDEX CONCURRENTLY, ours
    rename_back,  ///< undo of rename
    restore,      ///< undo of replace: rebuild the displaced one, then drop ours
    keep,         ///< leave it: it was there before us
    refuse,       ///< conflict: nothing of the plan may start
};
std::string_view name_of(IndexVerb verb);

struct IndexAction {
    IndexVerb verb = IndexVerb::nothing;
    IndexState state = IndexState::missing;
    std::string reason;                ///< one line for the plan: why this verb
    std::vector<std::string> options;  ///< for refuse: what the operator can type next
};

/// What `up` does about a declared index (or `down` about a dropped one): the state table of
/// docs/index_states.md.
IndexAction decide_create(const IndexFacts& facts, const IndexPolicy& policy);
/// What `down` does about a declared index (or `up` about a [[drop_index]]).
IndexAction decide_drop(const IndexFacts& facts);

}  // namespace migrate

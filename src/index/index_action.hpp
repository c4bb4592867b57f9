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
    nothing,      ///< already as wanted and recorded; `drop_first` can still name a leftover
    adopt,        ///< as wanted, not ours: record it as found
    build,        ///< CONCURRENTLY under a work name, prove, rename, comment, record
    build_plain,  ///< one short transaction: small or new table
    finish,       ///< a build of ours that lacks its end: prove, rename, comment, record what is not done yet
    await_build,  ///< a live backend is building it: wait, look again
    rebuild,      ///< drop the INVALID one CONCURRENTLY, then build
    replace,      ///< build beside, swap names, drop the other one
    accept,       ///< record that another index does its work
    rename,       ///< give the equivalent one the declared name
    drop,         ///< DROP INDEX CONCURRENTLY, ours
    rename_back,  ///< undo of rename
    restore,      ///< undo of replace: rebuild the displaced one, then drop ours if it is there
    keep,         ///< leave it: it was there before us
    refuse,       ///< conflict: nothing of the plan may start
};
std::string_view name_of(IndexVerb verb);

struct IndexAction {
    IndexVerb verb = IndexVerb::nothing;
    IndexState state = IndexState::missing;
    std::string reason;  ///< one line for the plan: why this verb
    std::string index;   ///< the existing index the verb is about, in the table's schema; or ""
    std::vector<std::string> drop_first;  ///< indexes to drop CONCURRENTLY before anything else, same schema
    std::vector<std::string> options;     ///< for refuse: what the operator can type next
};

/// What `up` does about a [[create_index]]: the state table of docs/index_states.md.
IndexAction decide_create(const IndexFacts& facts, const IndexPolicy& policy);
/// What `down` does about a [[create_index]]: undoes what the record says we did, and nothing else.
IndexAction decide_drop(const IndexFacts& facts);
/// What `up` does about a [[drop_index]]: drops the declared index whoever made it, and nothing that differs.
IndexAction decide_declared_drop(const IndexFacts& facts);
/// What `down` does about a [[drop_index]]: builds again what `up` dropped.
IndexAction decide_recreate(const IndexFacts& facts, const IndexPolicy& policy);

}  // namespace migrate

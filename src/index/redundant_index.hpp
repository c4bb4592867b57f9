#pragma once

#include "src/index/catalog_facts.hpp"

#include <set>
#include <string>
#include <vector>

namespace migrate {

/// What one index is beside another of its table.
enum class Redundancy {
    different,  ///< it does what the other cannot do
    cheaper,    ///< the other does it too, but this one is partial, and so smaller
    redundant,  ///< the other does all that it does, and more or in another way
    duplicate,  ///< the other is the same
};

/// Whether `other` does all that `index` does, and how. An index that somebody relies on by name (a
/// constraint, a foreign key, the replica identity, a partitioned index) is `different` from all.
///
/// The rules are those of https://www.postgresql.org/docs/current/indexes-multicolumn.html (the first keys of
/// a B-tree serve alone), https://www.postgresql.org/docs/current/indexes-ordering.html (a scan backwards
/// gives the opposite order), https://www.postgresql.org/docs/current/indexes-partial.html and
/// https://www.postgresql.org/docs/current/indexes-index-only-scans.html (INCLUDE).
Redundancy judge_index(const TableIndex& index, const TableIndex& other);

/// An index that can be done without, since another of its table does its work.
struct NeedlessIndex {
    const TableIndex* index = nullptr;
    const TableIndex* other = nullptr;  ///< does its work, and is itself not needless
    Redundancy kind = Redundancy::different;
    std::string reason;  ///< what the other has, in words: "its first keys are the same"
};

/// Of all indexes, each at most once. Of two that could take each other's place, one that is `declared`
/// stays, else the older one. Points into `indexes`.
std::vector<NeedlessIndex> find_needless_indexes(const std::vector<TableIndex>& indexes,
                                                 const std::set<Oid>& declared);

}  // namespace migrate

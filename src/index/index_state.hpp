#pragma once

#include "src/index/catalog_index.hpp"
#include "src/index/index_spec.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// What the catalog says about a declared index.
enum class IndexState {
    missing,    ///< nothing of this name, and nothing of this definition but perhaps a build of ours that
                ///< still bears its work name
    building,   ///< a live backend is building it, under its name or our work name
    invalid,    ///< there on its table under its name or our work name, not usable, and nobody is building it
    valid,      ///< there under its name, usable, and of the wanted definition
    different,  ///< its name belongs to an index of another definition or table, or to something that is no
                ///< index
    equivalent,  ///< its definition is there and usable under another name
};
std::string_view name_of(IndexState state);

/// What our journal remembers of an index.
enum class IndexOrigin {
    unknown,   ///< the journal does not mention it
    found,     ///< was there before us: adopted, never dropped by us
    created,   ///< created by us; proved by journal row, canonical key and comment token together
    renamed,   ///< was there under another name, renamed by us
    replaced,  ///< ours took the place of another index, which the journal can rebuild
    accepted,  ///< another one does its work (equivalent or kept in spite of a conflict); nothing to undo
    dropped,   ///< was there, and was dropped because a revision says so; the way back builds it again
};
std::string_view name_of(IndexOrigin origin);
/// `unknown` for a name that a newer release may have written.
IndexOrigin origin_named(std::string_view name);

/// A row of the index journal: an intent, and what became of it.
struct IndexRecord {
    std::string token;  ///< also in the comment of the index
    std::string revision;
    std::string schema;
    std::string table;
    std::string name;
    std::string work_name;   ///< the name during the build
    std::string key;         ///< CanonicalKey::text() of the wanted index
    std::string definition;  ///< create_index_sql() of the spec that the server turned into `key`
    IndexOrigin origin = IndexOrigin::unknown;
    bool done = false;      ///< false: an intent that was never finished
    std::string displaced;  ///< the definition that ours replaced, or the name that it was renamed from
};

/// Everything the decision about one declared index rests on.
struct IndexFacts {
    IndexSpec spec;  ///< with the schema filled in: the table's, else the one it would be made in
    bool table_exists = false;
    std::int64_t table_bytes = 0;
    bool table_partitioned = false;
    std::string foreign_partition;       ///< a partition, at any depth, that is a foreign table; or ""
    bool name_taken_by_other = false;    ///< a table, view, … of that name
    std::string occupant;                ///< what it is, when it is no index: "table", "view", …
    std::optional<CanonicalKey> wanted;  ///< normalised by the server; empty while the table is missing, and
                                         ///< where no clone can be made
    std::optional<CatalogIndex> same_name;  ///< the index of that name
    std::vector<CatalogIndex>
        equivalents;  ///< usable indexes of the table with the wanted key and another name
    std::optional<CatalogIndex> leftover;      ///< an index under the work name of our unfinished intent
    std::optional<IndexRecord> record;         ///< the newest record of that index
    std::vector<CatalogIndex> invalid_others;  ///< of the table: INVALID, neither ours nor being built
};

/// `valid` wins over everything; a name in use by something else wins over an equivalent.
IndexState find_state(const IndexFacts& facts);

/// Whether an index has the wanted definition: that of the spec, or of our record where the spec could not be
/// normalised. False where neither is known.
bool has_wanted_definition(const IndexFacts& facts, const CatalogIndex& index);

/// True when journal row, canonical key and comment token agree that we created the index now bearing the
/// name.
bool is_ours(const IndexFacts& facts);

/// Whether it was decided that another index does its work, or that another one keeps its name, and that one
/// is still there.
bool is_accepted(const IndexFacts& facts);

/// The token in the comment of an index that we made: "… [migrate:<token>]"; "" when there is none.
std::string token_in_comment(std::string_view comment);
/// The comment for an index that we made.
std::string comment_with_token(std::string_view revision, std::string_view token);

}  // namespace migrate

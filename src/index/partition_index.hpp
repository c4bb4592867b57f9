#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace migrate {

/// The part of a partitioned index that stands on one partition.
struct IndexPart {
    std::string name;
    std::string key;          ///< CanonicalKey::text()
    bool usable = false;      ///< valid, ready and live
    bool attached = false;    ///< to the part of the partition's parent, or to the whole
    bool work_named = false;  ///< bears our work name still
    int builder_pid = 0;      ///< a backend that may be building it; 0: nobody
};

enum class PartVerb {
    nothing,      ///< attached, usable, and named
    await_build,  ///< a live backend is at it: wait, look again
    build,        ///< CONCURRENTLY, under its work name
    rebuild,      ///< drop what bears the work name CONCURRENTLY, then build
    reindex,      ///< INVALID, and attached: it cannot be dropped by itself
    attach,       ///< and give it its name
    refuse,       ///< attached with another definition, which the server does not compare in full
};

/// What is done next about a partition that has no partitions itself. A part is looked for by attachment and
/// by our work name only, so that an equal index that was there before stays as it is.
PartVerb decide_part(const std::optional<IndexPart>& part, std::string_view wanted_key);

/// "<index>_<partition>"; where that is longer than an identifier may be, it is cut and ends in a digest of
/// the whole, so that two partitions never share a name.
std::string partition_index_name(std::string_view index, std::string_view partition);
/// The same, always with the digest: for a partition where the plain name is taken.
std::string distinct_partition_index_name(std::string_view index, std::string_view partition);
/// The name of the part while it is built: work_name() of a name short enough not to be cut there.
std::string partition_work_name(std::string_view token, std::string_view index, std::string_view partition);

/// CREATE [UNIQUE] INDEX <how><name> ON <table> …, with all that pg_get_indexdef() says of another index.
/// `how` and `table` are SQL: "CONCURRENTLY " or "", and a quoted name, perhaps behind ONLY.
std::string create_like_sql(std::string_view definition, std::string_view how, std::string_view name,
                            std::string_view table);

}  // namespace migrate

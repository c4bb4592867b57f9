#pragma once

#include "src/index/index_spec.hpp"

#include <cstdint>
#include <optional>

namespace migrate {

/// What the server's statistics say about the rows that an index is to hold.
struct IndexedRows {
    double rows = 0;
    double key_bytes = 0;  ///< of one row's keys and included columns, NULLs counted by their share
};

/// How large an index may become, in bytes.
struct IndexSize {
    std::int64_t expected = 0;  ///< without deduplication
    std::int64_t least = 0;     ///< it is larger than this, unless the statistics are far off
};

/// Of a B-tree over all rows; nothing for other methods and for partial indexes, whose size the statistics do
/// not tell. The layout is that of https://www.postgresql.org/docs/current/storage-page-layout.html and
/// https://www.postgresql.org/docs/current/btree.html: 8 kB pages filled to fillfactor, 4 bytes of line
/// pointer and 8 of tuple header for each entry, values padded to 8 bytes; with deduplication a repeated key
/// costs 6 bytes a row.
std::optional<IndexSize> estimate_size(const IndexSpec& spec, const IndexedRows& rows);

}  // namespace migrate

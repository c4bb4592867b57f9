#pragma once

#include "src/index/index_size.hpp"
#include "src/postgres/index_work.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace migrate {

/// What a build needs of a disk, and what is there.
struct DiskRoom {
    IndexSize size;
    std::string tablespace;
    std::optional<std::int64_t> free_bytes;  ///< nothing where this process cannot see the server's disk
};

/// Nothing where the size cannot be estimated: a table that was never analysed, a partial index, a method
/// other than btree. The free room is that of the index' own files; a sort that does not fit into memory
/// takes as much again in the temporary tablespace.
std::optional<DiskRoom> read_disk_room(const IndexWork& work);

}  // namespace migrate

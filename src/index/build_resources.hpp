#pragma once

#include <cstdint>

namespace migrate {

/// What building may take of the server.
struct BuildResources {
    int jobs = 2;                ///< tables worked on at a time; never two builds on one table
    int workers = 1;             ///< parallel workers of one build, beside its leader
    std::int64_t memory_kb = 0;  ///< maintenance_work_mem of one build; 0: by its workers

    /// 32 MB for the leader and for each worker, 256 MB at most: a worker gets none of a smaller memory, and
    /// with a larger one the sort leaves the processor's cache and slows down (measured on 10 million rows).
    std::int64_t memory_kb_of_build() const;
};

}  // namespace migrate

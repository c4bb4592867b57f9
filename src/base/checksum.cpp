#include "src/base/checksum.hpp"

#define XXH_INLINE_ALL  // libpg_query exports a copy of its own
#include <fmt/format.h>
#include <xxhash.h>

namespace migrate {

std::string checksum(std::string_view text) {
    const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
    return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace migrate

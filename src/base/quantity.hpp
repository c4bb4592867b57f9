#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace migrate {

/// "500 ms", "2s", "1.5 min", "1h"; a bare number is in seconds. Empty for anything else and for negative
/// ones.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

/// "8 MB", "64kB", "1GB" in powers of 1024, as PostgreSQL reads its settings; a bare number is in bytes.
/// Empty for anything else and for negative ones.
std::optional<std::int64_t> parse_size(std::string_view text);

}  // namespace migrate

#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// "1 index", "3 indexes"; `many` defaults to one + "s".
std::string count_of(std::size_t n, std::string_view one, std::string_view many = {});
/// "a", "a and b", "a, b and c".
std::string list_of(const std::vector<std::string>& items, std::string_view last_joint = "and");
/// "12 kB", "3.4 MB": powers of 1024, as pg_size_pretty names them.
std::string bytes_text(std::int64_t bytes);
/// "12 ms", "3.4 s", "2 min 5 s", "3 h 12 min", "4 days 5 h".
std::string duration_text(std::chrono::milliseconds duration);
/// The candidate nearest to `word` (at most 2 edits), or "": for "did you mean".
std::string nearest_of(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace migrate

#pragma once

#include "src/index/index_spec.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// A key that stands in more than one row, where an index allows it in one only.
struct DuplicateKey {
    std::vector<std::optional<std::string>> values;  ///< in the order of the index' keys; nothing: NULL
    std::int64_t rows = 0;
};

/// Finds all keys that a unique index of `spec` would refuse, for people: ends without semicolon. `schema`
/// and `table` as the catalog has them.
std::string find_duplicates_sql(const IndexSpec& spec, std::string_view schema, std::string_view table);
/// The same for us: one column of text for each key, cut to what describe() shows, and "repeats"; the keys of
/// the most rows first.
std::string read_duplicates_sql(const IndexSpec& spec, std::string_view schema, std::string_view table,
                                int most);

/// "(email, lower(name)) = (a@b.de, NULL) stands in 3 rows". Values of columns that look secret are "***";
/// others are cut to 40 characters, and what a terminal could obey is written out.
std::string describe(const IndexSpec& spec, const DuplicateKey& key);

}  // namespace migrate

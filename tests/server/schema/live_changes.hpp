#pragma once

#include <string>
#include <vector>

namespace migrate::test {

/// What somebody does to a live database by hand, and what is to be said of it.
struct LiveChange {
    std::string sql;
    std::string said;  ///< the difference in words
};

/// Of the tables, and what belongs to them.
const std::vector<LiveChange>& table_changes();
/// Of everything else.
const std::vector<LiveChange>& other_changes();

}  // namespace migrate::test

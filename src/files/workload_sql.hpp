#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace migrate {

/// What is wrong with the statement of a query that has so many parameters, said of "it": not one statement,
/// not one that EXPLAIN takes, other parameters than $1 … $n, or one that writes and does not say so.
std::vector<std::string> find_query_problems(const std::string& sql, std::size_t parameters, bool writes);

/// The same of a sample: a statement that reads, without parameters.
std::vector<std::string> find_sample_problems(const std::string& sql);

}  // namespace migrate

#pragma once

#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace migrate::fault {

struct Options {
    int rounds = 12;
    std::uint64_t seed = 1;             ///< of the first round; each next one has the next number
    std::chrono::seconds limit{0};      ///< no round begins after it; 0: none
    std::chrono::seconds patience{20};  ///< with a program whose connections are half-open
};

class UsageError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Throws UsageError.
Options parse_options(const std::vector<std::string>& arguments);

}  // namespace migrate::fault

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// "-- migrate: allow ID because …": somebody has looked at what a check finds, and says why it may stay.
/// Before a statement it holds for that one, in the head of a file for all of them.
struct Allowance {
    std::vector<std::string> checks;  ///< as written; empty = the line names none
    std::string reason;               ///< "" = none was given
    int line = 1;                     ///< of the comment
    int column = 1;

    bool operator==(const Allowance&) const = default;
};

/// Whether what follows "-- migrate:" begins with "allow".
bool is_allowance(std::string_view text);
/// Ids are separated by commas or spaces, and end before "because". Precondition: is_allowance(text).
Allowance parse_allowance(std::string_view text);

}  // namespace migrate

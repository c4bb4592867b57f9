#pragma once

#include "src/revision/sql_scan.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace migrate {

/// A statement of a script: from its first word to its last, without comments around it and without the final
/// semicolon.
struct SqlStatement {
    std::string_view text;
    std::size_t offset = 0;
    std::span<const SqlToken> tokens;  ///< with the comments between its words
};

/// Cuts at the semicolons that end statements: not those in parentheses (CREATE RULE … DO (a; b)) nor those
/// in the body of BEGIN ATOMIC … END. `tokens` are neighbours of one scan of `text`.
std::vector<SqlStatement> split_statements(std::string_view text, std::span<const SqlToken> tokens);

}  // namespace migrate

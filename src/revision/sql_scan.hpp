#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// A token as PostgreSQL's own scanner cuts it; `text` points into the scanned text.
struct SqlToken {
    std::string_view text;
    std::size_t offset = 0;  ///< bytes from the beginning of the scanned text

    bool is_line_comment() const { return text.starts_with("--"); }
    bool is_comment() const { return is_line_comment() || text.starts_with("/*"); }
    std::size_t end() const { return offset + text.size(); }
};

/// Where the scanner gave up, and why: an unterminated string, comment, quoted identifier, …
struct SqlScanStop {
    std::string reason;
    std::size_t offset = 0;
};

struct SqlScan {
    std::vector<SqlToken> tokens;  ///< comments too; up to the stop, when there is one
    std::optional<SqlScanStop> stop;
};

/// Precondition: no NUL byte in the text; it outlives the result.
SqlScan scan_sql(const std::string& text);

/// libpg_query counts characters from 1, where we count bytes from 0.
std::size_t byte_offset(std::string_view text, int character);

/// Whether the token is this word, unquoted, whatever its case. `word` is lower case.
bool is_word(const SqlToken& token, std::string_view word);

}  // namespace migrate

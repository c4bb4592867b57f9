#pragma once

#include "src/revision/sql_scan.hpp"

#include <string>
#include <string_view>

namespace migrate {

/// "-- word: value"
struct CommentLine {
    std::string word;  ///< lower case; "" when the comment has not this form
    std::string_view value;
};

CommentLine read_comment_line(const SqlToken& token);

std::string lower_case(std::string_view text);

}  // namespace migrate

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace migrate {

/// What PostgreSQL's parser makes of a text: its own parse tree, as libpg_query writes it.
struct SqlTree {
    std::string json;   ///< {"version": …, "stmts": [{"stmt": {"DropStmt": {…}}}, …]}; "" with an error
    std::string error;  ///< lower case, without the text itself; "" = it was understood
    std::size_t error_offset = 0;  ///< bytes from 0
};

/// Never throws.
SqlTree parse_sql_tree(std::string_view sql);

}  // namespace migrate

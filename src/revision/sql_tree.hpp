#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace migrate {

/// What PostgreSQL's parser makes of a text: its own parse tree, as libpg_query writes it in JSON.
struct SqlTree {
    nlohmann::json statements = nlohmann::json::array();  ///< [{"stmt": {"DropStmt": {…}}}, …]
    std::string error;             ///< lower case, without the text itself; "" = it was understood
    std::size_t error_offset = 0;  ///< bytes from 0
};

/// Never throws. `wanted` is asked about the JSON as text: what is not wanted is not read, and has no
/// statements.
SqlTree parse_sql_tree(std::string_view sql, bool (*wanted)(std::string_view json) = nullptr);

}  // namespace migrate

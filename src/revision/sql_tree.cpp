#include "src/revision/sql_tree.hpp"

#include "src/revision/sql_scan.hpp"

#include <algorithm>
#include <memory>

#include <pg_query.h>

namespace migrate {

namespace {

/// The message ends in the text that was not understood, which may be long.
std::string message_without_text(const PgQueryError& error) {
    std::string message = error.message;
    message.resize(std::min(message.find(" at or near "), message.size()));
    return message;
}

}  // namespace

SqlTree parse_sql_tree(std::string_view sql) {
    PgQueryParseResult result = pg_query_parse(std::string(sql).c_str());
    const std::unique_ptr<PgQueryParseResult, void (*)(PgQueryParseResult*)> owner(
        &result, [](PgQueryParseResult* r) { pg_query_free_parse_result(*r); });
    SqlTree tree;
    if (result.error != nullptr) {
        tree.error = message_without_text(*result.error);
        tree.error_offset = byte_offset(sql, result.error->cursorpos);
    } else {
        tree.json = result.parse_tree;
    }
    return tree;
}

}  // namespace migrate

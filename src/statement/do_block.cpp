#include "src/statement/do_block.hpp"

#include "src/revision/sql_scan.hpp"
#include "src/statement/understand.hpp"

#include <algorithm>
#include <array>

namespace migrate {

namespace {

/// Words after which a statement begins, beside the semicolon.
constexpr auto opening_words = std::to_array<std::string_view>({"begin", "then", "else", "loop"});
constexpr auto statement_words = std::to_array<std::string_view>(
    {"alter", "create", "delete", "drop", "insert", "lock", "refresh", "reindex", "truncate", "update"});

template <typename Words>
bool is_one_of(const SqlToken& token, const Words& words) {
    return std::ranges::any_of(words, [&](std::string_view word) { return is_word(token, word); });
}

/// What stands between $$ and $$, and where it begins in the statement.
struct BlockBody {
    std::string text;
    std::size_t offset = 0;
};

BlockBody body_of(const ScriptStatement& block) {
    if (!block.node.is("DoStmt")) return {};
    for (const SqlToken& token : scan_sql(block.text).tokens) {
        const std::size_t second = token.text.starts_with('$') ? token.text.find('$', 1) : std::string::npos;
        const std::size_t mark = second + 1;
        if (second == std::string::npos || token.text.size() < 2 * mark) continue;
        return {std::string(token.text.substr(mark, token.text.size() - 2 * mark)), token.offset + mark};
    }
    return {};
}

ScriptStatement statement_in(const ScriptStatement& block, const BlockBody& body, std::size_t from,
                             std::size_t to) {
    ScriptStatement statement;
    statement.text = body.text.substr(from, to - from);
    statement.place = place_in(block.text, body.offset + from, block.place);
    statement.allowances = block.allowances;
    statement.transaction = block.transaction;
    understand(statement);
    statement.only_if_missing = true;
    return statement;
}

}  // namespace

std::vector<ScriptStatement> statements_in_do_block(const ScriptStatement& block) {
    std::vector<ScriptStatement> found;
    const BlockBody body = body_of(block);
    const std::vector<SqlToken> tokens = scan_sql(body.text).tokens;
    bool begins = true;
    for (auto token = tokens.begin(); token != tokens.end(); ++token) {
        if (token->is_comment()) continue;
        if (begins && is_one_of(*token, statement_words)) {
            const auto is_end = [](const SqlToken& later) { return later.text == ";"; };
            const auto end = std::find_if(token, tokens.end(), is_end);
            if (end == tokens.end()) break;
            found.push_back(statement_in(block, body, token->offset, end->offset));
            token = end;
        }
        begins = token->text == ";" || is_one_of(*token, opening_words);
    }
    return found;
}

bool runs_made_text(const ScriptStatement& block) {
    const std::string body = body_of(block).text;
    const std::vector<SqlToken> tokens = scan_sql(body).tokens;
    return tokens.empty() ||
           std::ranges::any_of(tokens, [](const SqlToken& token) { return is_word(token, "execute"); });
}

}  // namespace migrate

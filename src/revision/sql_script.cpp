#include "src/revision/sql_script.hpp"

#include <algorithm>

namespace migrate {
namespace {

/// Tells which semicolon ends a statement. Sees the statement's tokens one after the other, without comments.
class StatementEnd {
  public:
    bool is_reached_by(const SqlToken& token) {
        const bool ends = token.text == ";" && parentheses_ == 0 && blocks_ == 0;
        if (token.text == "(") ++parentheses_;
        if (token.text == ")" && parentheses_ > 0) --parentheses_;
        if (creates_routine(token)) count_blocks(token);
        previous_ = &token;
        return ends;
    }

  private:
    /// CREATE [OR REPLACE] {FUNCTION | PROCEDURE}: the statements that can have a body of statements.
    bool creates_routine(const SqlToken& token) {
        const std::size_t word = words_++;
        if (word == 0) may_create_ = is_word(token, "create");
        if (!may_create_ || routine_) return routine_;
        routine_ = is_word(token, "function") || is_word(token, "procedure");
        const bool prefix = word == 0 || is_word(token, "or") || is_word(token, "replace");
        may_create_ = routine_ || prefix;
        return routine_;
    }

    void count_blocks(const SqlToken& token) {
        const bool is_name = previous_ != nullptr && (is_word(*previous_, "as") || previous_->text == ".");
        if (is_name) return;
        if (blocks_ == 0) {
            const bool begins =
                previous_ != nullptr && is_word(*previous_, "begin") && is_word(token, "atomic");
            if (begins && parentheses_ == 0) blocks_ = 1;
        } else if (is_word(token, "case")) {
            ++blocks_;
        } else if (is_word(token, "end")) {
            --blocks_;
        }
    }

    int parentheses_ = 0;
    int blocks_ = 0;
    std::size_t words_ = 0;
    bool may_create_ = false;
    bool routine_ = false;
    const SqlToken* previous_ = nullptr;
};

/// Empty when there are only comments.
SqlStatement statement_of(std::string_view text, std::span<const SqlToken> tokens) {
    const auto is_code = [](const SqlToken& token) { return !token.is_comment(); };
    const auto first = std::ranges::find_if(tokens, is_code);
    if (first == tokens.end()) return {};
    const auto last = std::find_if(tokens.rbegin(), tokens.rend(), is_code);
    const std::size_t end = last->end();
    return {text.substr(first->offset, end - first->offset), first->offset, {first, last.base()}};
}

}  // namespace

std::vector<SqlStatement> split_statements(std::string_view text, std::span<const SqlToken> tokens) {
    std::vector<SqlStatement> statements;
    const auto add = [&](std::size_t from, std::size_t to) {
        const SqlStatement statement = statement_of(text, tokens.subspan(from, to - from));
        if (!statement.text.empty()) statements.push_back(statement);
    };
    std::size_t from = 0;
    StatementEnd end;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].is_comment() || !end.is_reached_by(tokens[i])) continue;
        add(from, i);
        from = i + 1;
        end = {};
    }
    add(from, tokens.size());
    return statements;
}

}  // namespace migrate

#include "src/revision/line_counter.hpp"
#include "src/revision/sql_comment.hpp"
#include "src/revision/sql_facts.hpp"
#include "src/revision/sql_script.hpp"
#include "src/statement/script.hpp"
#include "src/statement/understand.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace migrate {

namespace {

/// Numbers the transactions of a file that says itself where they begin and end.
void number_transactions(std::vector<ScriptStatement>& statements) {
    int current = ScriptStatement::none, last = ScriptStatement::none;
    for (ScriptStatement& statement : statements) {
        const std::string kind = statement.node.is("TransactionStmt") ? statement.node.text("kind") : "";
        if (kind == "TRANS_STMT_BEGIN" || kind == "TRANS_STMT_START") current = ++last;
        statement.transaction = current;
        const bool ends =
            kind == "TRANS_STMT_COMMIT" || kind == "TRANS_STMT_ROLLBACK" || kind == "TRANS_STMT_PREPARE";
        if (ends) current = ScriptStatement::none;
    }
}

void find_transactions(std::vector<ScriptStatement>& statements) {
    const auto controls = [](const ScriptStatement& s) { return s.node.is("TransactionStmt"); };
    if (std::ranges::any_of(statements, controls)) return number_transactions(statements);
    if (std::ranges::any_of(statements, &ScriptStatement::outside_transaction)) return;
    for (ScriptStatement& statement : statements) statement.transaction = 0;
}

/// What a comment of another program says of the statements after it.
struct Mark {
    bool begins_up = false;
    bool begins_down = false;
    bool no_transaction = false;
};

/// goose: "-- +goose Up", "-- +goose NO TRANSACTION"; dbmate: "-- migrate:up transaction:false".
Mark read_mark(const SqlToken& token) {
    if (!token.is_line_comment()) return {};
    const std::string words = lower_case(token.text.substr(2));
    const std::size_t goose = words.find("+goose ");
    if (goose != std::string::npos && words.find_first_not_of(' ') == goose) {
        const std::string_view said = std::string_view(words).substr(goose + 7);
        return {said.starts_with("up"), said.starts_with("down"), said.starts_with("no transaction")};
    }
    const CommentLine comment = read_comment_line(token);
    if (comment.word != "migrate") return {};
    const std::string said = lower_case(comment.value);
    return {said.starts_with("up"), said.starts_with("down"),
            said.find("transaction:false") != std::string::npos};
}

bool is_way_back(std::string_view file) {
    const std::size_t slash = file.rfind('/');
    const std::string_view name = slash == std::string_view::npos ? file : file.substr(slash + 1);
    return name == "down.sql" || name.ends_with(".down.sql");
}

/// Reads a file that is no revision.
class PlainScriptReader {
  public:
    PlainScriptReader(const std::string& file, const std::string& text)
        : file_(file), text_(text), lines_(text), scan_(scan_sql(text)) {
        begin_script(is_way_back(file));
    }

    std::vector<Script> read() {
        const SqlToken* next = scan_.tokens.data();
        for (const SqlStatement& part : split_statements(text_, scan_.tokens)) {
            const SqlToken* first = part.tokens.data();
            obey_marks({next, first});
            add(part, read_allowances({next, first}));
            next = first + part.tokens.size();
        }
        if (scan_.stop) add_rest(*scan_.stop);
        for (std::size_t i = 0; i < scripts_.size(); ++i) {
            if (!without_transaction_[i]) find_transactions(scripts_[i].statements);
        }
        return std::move(scripts_);
    }

  private:
    void begin_script(bool is_down) {
        Script& script = scripts_.emplace_back();
        script.subject = file_;
        script.file = file_;
        script.is_down = is_down;
        without_transaction_.push_back(without_transaction_.empty() ? false : without_transaction_.back());
    }

    void obey_marks(std::span<const SqlToken> between) {
        for (const SqlToken& token : between) {
            const Mark mark = read_mark(token);
            if (mark.no_transaction) without_transaction_.back() = true;
            if (mark.begins_down && !scripts_.back().is_down) begin_script(true);
            if (mark.begins_up && scripts_.back().is_down) begin_script(false);
        }
    }

    TextPlace place_of(std::size_t offset) { return {lines_.line_at(offset), column_at(text_, offset)}; }

    std::vector<Allowance> read_allowances(std::span<const SqlToken> between) {
        std::vector<Allowance> found;
        for (const SqlToken& token : between) {
            const CommentLine comment = read_comment_line(token);
            if (comment.word != "migrate" || !is_allowance(comment.value)) continue;
            found.push_back(parse_allowance(comment.value));
            const TextPlace place = place_of(token.offset);
            found.back().line = place.line;
            found.back().column = place.column;
        }
        return found;
    }

    void add(const SqlStatement& part, std::vector<Allowance> allowances) {
        Script& script = scripts_.back();
        if (script.statements.empty()) script.allowances = std::exchange(allowances, {});
        ScriptStatement statement;
        statement.text = part.text;
        statement.place = place_of(part.offset);
        statement.allowances = std::move(allowances);
        statement.outside_transaction = find_facts(part).outside_transaction;
        understand(statement);
        script.statements.push_back(std::move(statement));
    }

    /// What follows a quote or a comment that never ends.
    void add_rest(const SqlScanStop& stop) {
        ScriptStatement statement;
        statement.text = text_.substr(stop.offset);
        statement.place = place_of(stop.offset);
        statement.not_understood = stop.reason;
        scripts_.back().statements.push_back(std::move(statement));
    }

    const std::string& file_;
    const std::string& text_;
    LineCounter lines_;
    SqlScan scan_;
    std::vector<Script> scripts_;
    std::vector<bool> without_transaction_;  ///< of each script
};

}  // namespace

std::vector<Script> read_plain_scripts(const std::string& file, const std::string& text) {
    return PlainScriptReader(file, text).read();
}

}  // namespace migrate

#include "src/base/words.hpp"
#include "src/revision/line_counter.hpp"
#include "src/revision/sql_comment.hpp"
#include "src/revision/sql_facts.hpp"
#include "src/revision/sql_script.hpp"
#include "src/revision/sql_tree.hpp"
#include "src/statement/script.hpp"

#include <algorithm>
#include <span>

namespace migrate {

namespace {

/// Rows to insert can be long, and no check looks at them.
bool inserts_values(const nlohmann::json& statement) {
    const auto insert = statement.find("InsertStmt");
    return insert != statement.end() && insert->contains("/selectStmt/SelectStmt/valuesLists"_json_pointer) &&
           !insert->contains("withClause");
}

/// Fills what the parser tells.
void understand(ScriptStatement& statement) {
    SqlTree tree = parse_sql_tree(statement.text);
    statement.not_understood = std::move(tree.error);
    statement.error_offset = tree.error_offset;
    if (tree.statements.empty()) return;
    nlohmann::json node = std::move(tree.statements.front()["stmt"]);
    if (inserts_values(node)) return;
    const auto owner = std::make_shared<const nlohmann::json>(std::move(node));
    statement.node = SyntaxNode(owner, *owner);
    statement.changes = table_changes_of(statement.node, statement.text);
    if (statement.node.flag("if_not_exists")) statement.only_if_missing = true;
}

ScriptStatement script_statement(const Statement& written, bool in_transaction) {
    ScriptStatement statement;
    statement.text = written.text;
    statement.place = {written.line, written.column};
    statement.allowances = written.allowances;
    statement.outside_transaction = written.outside_transaction;
    statement.only_if_missing = written.guard && written.guard->when == Guard::When::if_missing;
    statement.transaction = in_transaction ? 0 : ScriptStatement::none;
    understand(statement);
    return statement;
}

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

/// Reads a file that is no revision.
class PlainScriptReader {
  public:
    PlainScriptReader(const std::string& file, const std::string& text)
        : text_(text), lines_(text), scan_(scan_sql(text)) {
        script_.subject = file;
        script_.file = file;
    }

    Script read() {
        const SqlToken* next = scan_.tokens.data();
        for (const SqlStatement& part : split_statements(text_, scan_.tokens)) {
            const SqlToken* first = part.tokens.data();
            add(part, read_allowances({next, first}));
            next = first + part.tokens.size();
        }
        if (scan_.stop) add_rest(*scan_.stop);
        find_transactions(script_.statements);
        return std::move(script_);
    }

  private:
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
        const bool is_first = script_.statements.empty();
        if (is_first) script_.allowances = std::exchange(allowances, {});
        ScriptStatement statement;
        statement.text = part.text;
        statement.place = place_of(part.offset);
        statement.allowances = std::move(allowances);
        statement.outside_transaction = find_facts(part).outside_transaction;
        understand(statement);
        script_.statements.push_back(std::move(statement));
    }

    /// What follows a quote or a comment that never ends.
    void add_rest(const SqlScanStop& stop) {
        ScriptStatement statement;
        statement.text = text_.substr(stop.offset);
        statement.place = place_of(stop.offset);
        statement.not_understood = stop.reason;
        script_.statements.push_back(std::move(statement));
    }

    const std::string& text_;
    LineCounter lines_;
    SqlScan scan_;
    Script script_;
};

}  // namespace

FilePosition Script::position(const ScriptStatement& statement, int offset) const {
    const std::size_t within = std::min(static_cast<std::size_t>(std::max(offset, 0)), statement.text.size());
    const TextPlace place = place_in(statement.text, within, statement.place);
    return {file, place.line, place.column};
}

Script read_script(const Revision& revision, bool upwards) {
    Script script;
    script.subject = revision.id.text();
    script.file = revision.file;
    script.is_revision = true;
    script.is_down = !upwards;
    script.allowances = revision.allowances;
    const bool in_transaction = revision.runs_in_transaction(upwards);
    for (const Statement& statement : upwards ? revision.up : revision.down)
        script.statements.push_back(script_statement(statement, in_transaction));
    return script;
}

Script read_script(const std::string& file, const std::string& text) {
    return PlainScriptReader(file, text).read();
}

}  // namespace migrate

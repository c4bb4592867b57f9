#include "src/revision/sql_scan.hpp"
#include "src/revision/sql_tree.hpp"
#include "src/statement/script.hpp"
#include "src/statement/understand.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace migrate {

namespace {

/// Rows to insert can be long, and no check looks at them.
bool inserts_values(const nlohmann::json& statement) {
    const auto insert = statement.find("InsertStmt");
    return insert != statement.end() && insert->contains("/selectStmt/SelectStmt/valuesLists"_json_pointer) &&
           !insert->contains("withClause");
}

SyntaxNode root_node(nlohmann::json node) {
    const auto owner = std::make_shared<const nlohmann::json>(std::move(node));
    return {owner, *owner};
}

/// "CREATE [UNLOGGED] TABLE [IF NOT EXISTS] name": the name, by the first words alone.
RelationName table_made_by_words(const std::string& text) {
    const SqlScan scan = scan_sql(text);
    std::size_t at = 0;
    const auto take = [&](std::string_view word) {
        const bool is_next = at < scan.tokens.size() && is_word(scan.tokens[at], word);
        if (is_next) ++at;
        return is_next;
    };
    if (!take("create")) return {};
    for (const char* word : {"global", "local", "temporary", "temp", "unlogged", "materialized"}) take(word);
    if (!take("table") && !take("view")) return {};
    if (take("if")) at += 2;
    RelationName name;
    for (; at < scan.tokens.size(); at += 2) {
        name = {name.name, std::string(scan.tokens[at].text)};
        if (name.name.starts_with('"')) name.name = name.name.substr(1, name.name.size() - 2);
        if (at + 1 >= scan.tokens.size() || scan.tokens[at + 1].text != ".") break;
    }
    return name;
}

/// Of an ALTER TABLE the commands that are understood, each with the others blanked out, so that places stay.
void understand_in_parts(ScriptStatement& statement, SqlTree whole) {
    statement.not_understood = std::move(whole.error);
    statement.error_offset = whole.error_offset;
    statement.made_by_words = table_made_by_words(statement.text);
    for (const CommandRange& range : command_ranges(statement.text)) {
        std::string text = statement.text;
        std::fill(text.begin() + range.first, text.begin() + range.begin, ' ');
        std::fill(text.begin() + range.end, text.end(), ' ');
        SqlTree tree = parse_sql_tree(text);
        if (tree.statements.empty()) continue;
        const SyntaxNode node = root_node(std::move(tree.statements.front()["stmt"]));
        for (TableChange& change : table_changes_of(node, text))
            statement.changes.push_back(std::move(change));
    }
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

}  // namespace

void understand(ScriptStatement& statement) {
    SqlTree tree = parse_sql_tree(statement.text);
    if (!tree.error.empty()) return understand_in_parts(statement, std::move(tree));
    if (tree.statements.empty()) return;
    nlohmann::json node = std::move(tree.statements.front()["stmt"]);
    if (inserts_values(node)) return;
    statement.node = root_node(std::move(node));
    statement.changes = table_changes_of(statement.node, statement.text);
    if (statement.node.flag("if_not_exists")) statement.only_if_missing = true;
}

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

}  // namespace migrate

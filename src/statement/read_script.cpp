#include "src/revision/sql_scan.hpp"
#include "src/revision/sql_tree.hpp"
#include "src/statement/script.hpp"
#include "src/statement/understand.hpp"

#include <algorithm>

namespace migrate {

namespace {

/// Statements that no check looks into, and whose trees can be long: reading them is most of the work.
bool is_looked_into(std::string_view json) {
    constexpr std::string_view before = R"("stmt":{")";
    const std::size_t at = json.find(before);
    if (at == std::string_view::npos) return true;
    const std::string_view tree = json.substr(at + before.size());
    const auto is = [&](std::string_view kind) { return tree.starts_with(kind); };
    const auto has = [&](std::string_view field) { return tree.find(field) != std::string_view::npos; };
    if (is("CreateFunctionStmt\"") || is("CommentStmt\"")) return false;
    if (is("SelectStmt\"")) return has("\"intoClause\"");
    return !is("InsertStmt\"") || has("\"fromClause\"");
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

/// PostgreSQL 18's "ADD CONSTRAINT n NOT NULL c" in the words that a parser before it knows. NOT VALID says
/// that no row is looked at.
std::string in_older_words(const CommandRange& range, std::string text) {
    const std::string command = text.substr(static_cast<std::size_t>(range.begin));
    const std::vector<SqlToken> tokens = scan_sql(command).tokens;
    const auto says = [&](std::size_t place, std::string_view word) {
        return place < tokens.size() && is_word(tokens[place], word);
    };
    const bool adds = says(0, "add") && says(1, "constraint") && says(3, "not") && says(4, "null");
    const bool not_valid = says(6, "not") && says(7, "valid");
    if (!adds || tokens.size() != (not_valid ? 8U : 6U)) return text;
    const std::string column(tokens[5].text);
    const std::string older = "ALTER " + column + (not_valid ? " SET STATISTICS -1" : " SET NOT NULL");
    std::fill(text.begin() + range.begin, text.end(), ' ');
    return text.replace(static_cast<std::size_t>(range.begin), older.size(), older);
}

/// The statement with one command alone, so that places stay.
std::string with_only(const CommandRange& range, std::string text) {
    std::fill(text.begin() + range.first, text.begin() + range.begin, ' ');
    std::fill(text.begin() + range.end, text.end(), ' ');
    return text;
}

/// Of an ALTER TABLE the commands that are understood. False where there is one that is not.
bool understand_commands(ScriptStatement& statement) {
    const std::vector<CommandRange> ranges = command_ranges(statement.text);
    bool all = !ranges.empty();
    for (const CommandRange& range : ranges) {
        const std::string text = in_older_words(range, with_only(range, statement.text));
        const SqlTree tree = parse_sql_tree(text);
        all = all && tree.error.empty();
        for (TableChange& change : table_changes_of(first_statement(tree.json), text))
            statement.changes.push_back(std::move(change));
    }
    return all;
}

void understand_in_parts(ScriptStatement& statement, SqlTree whole) {
    statement.made_by_words = table_made_by_words(statement.text);
    if (understand_commands(statement)) return;
    statement.not_understood = std::move(whole.error);
    statement.error_offset = whole.error_offset;
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
    if (!is_looked_into(tree.json)) return;
    statement.node = first_statement(tree.json);
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

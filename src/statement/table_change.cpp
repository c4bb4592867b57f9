#include "src/statement/table_change.hpp"

#include "src/revision/sql_scan.hpp"

#include <algorithm>
#include <array>

namespace migrate {

namespace {

/// What lets others at least read.
constexpr auto weaker_changes = std::to_array<std::string_view>(
    {"AT_SetStatistics", "AT_ClusterOn", "AT_DropCluster", "AT_SetOptions", "AT_ResetOptions",
     "AT_ValidateConstraint", "AT_SetRelOptions", "AT_ResetRelOptions", "AT_AttachPartition", "AT_EnableTrig",
     "AT_EnableAlwaysTrig", "AT_EnableReplicaTrig", "AT_EnableTrigAll", "AT_EnableTrigUser", "AT_DisableTrig",
     "AT_DisableTrigAll", "AT_DisableTrigUser"});

bool belongs_to_name(const SqlToken& token, const SqlToken& before) {
    return token.text == "." || token.text == "*" || token.text == ")" || before.text == "." ||
           token.is_comment();
}

/// Where each command begins: after the table's name, and after the commas outside parentheses. The parse
/// tree gives places of parts only.
std::vector<int> command_offsets(const std::string& text, int table_offset) {
    std::vector<int> offsets;
    const SqlScan scan = scan_sql(text);
    int depth = 0;
    bool begins = false;
    for (std::size_t i = 0; i < scan.tokens.size(); ++i) {
        const SqlToken& token = scan.tokens[i];
        if (static_cast<int>(token.offset) < table_offset || token.is_comment()) continue;
        if (offsets.empty() && !begins) {
            const bool is_name = static_cast<int>(token.offset) == table_offset;
            if (is_name || belongs_to_name(token, scan.tokens[i - 1])) continue;
            begins = true;
        }
        if (begins) offsets.push_back(static_cast<int>(token.offset));
        begins = token.text == "," && depth == 0;
        if (token.text == "(" || token.text == "[") ++depth;
        if (token.text == ")" || token.text == "]") --depth;
    }
    return offsets;
}

TableChange change_of(const SyntaxNode& node, const RelationName& table) {
    TableChange change;
    change.kind = node.text("subtype");
    change.table = table;
    change.name = node.text("name");
    change.cascade = node.text("behavior") == "DROP_CASCADE";
    change.node = node;
    const SyntaxNode definition = node.child("def");
    if (definition.is("ColumnDef")) change.column = column_of(definition);
    if (definition.is("Constraint")) change.constraint = constraint_of(definition);
    return change;
}

}  // namespace

std::vector<TableChange> table_changes_of(const SyntaxNode& statement, const std::string& text) {
    std::vector<TableChange> changes;
    const std::string object = statement.is("AlterTableStmt") ? statement.text("objtype") : "";
    if (object != "OBJECT_TABLE") return changes;
    const SyntaxNode relation = statement.child("relation");
    const std::vector<int> offsets = command_offsets(text, relation.offset());
    for (const SyntaxNode& item : statement.list("cmds")) {
        changes.push_back(change_of(item, relation_of(relation)));
        if (changes.size() <= offsets.size()) changes.back().offset = offsets[changes.size() - 1];
    }
    return changes;
}

std::vector<CommandRange> command_ranges(const std::string& text) {
    const SqlScan scan = scan_sql(text);
    const auto is_word_at = [&](std::size_t place, std::string_view word) {
        return place < scan.tokens.size() && is_word(scan.tokens[place], word);
    };
    if (!is_word_at(0, "alter") || !is_word_at(1, "table")) return {};
    std::size_t name = 2;
    if (is_word_at(name, "if")) name += 2;
    if (is_word_at(name, "only")) ++name;
    if (name >= scan.tokens.size()) return {};
    const std::vector<int> begins = command_offsets(text, static_cast<int>(scan.tokens[name].offset));
    std::vector<CommandRange> ranges;
    for (std::size_t i = 0; i < begins.size(); ++i) {
        const bool is_last = i + 1 == begins.size();
        const std::size_t end =
            is_last ? text.size() : text.rfind(',', static_cast<std::size_t>(begins[i + 1]));
        ranges.push_back({begins.front(), begins[i], static_cast<int>(end)});
    }
    return ranges;
}

bool takes_access_exclusive(const TableChange& change) {
    const bool foreign =
        change.is("AT_AddConstraint") && change.constraint.kind == Constraint::Kind::foreign_key;
    return !foreign && std::ranges::count(weaker_changes, change.kind) == 0;
}

}  // namespace migrate

#include "src/statement/column_definition.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace migrate {

namespace {

using ConstraintKind = Constraint::Kind;

constexpr auto constraint_kinds = std::to_array<std::pair<std::string_view, ConstraintKind>>({
    {"CONSTR_NULL", ConstraintKind::null},
    {"CONSTR_NOTNULL", ConstraintKind::not_null},
    {"CONSTR_DEFAULT", ConstraintKind::default_value},
    {"CONSTR_IDENTITY", ConstraintKind::identity},
    {"CONSTR_GENERATED", ConstraintKind::generated},
    {"CONSTR_CHECK", ConstraintKind::check},
    {"CONSTR_PRIMARY", ConstraintKind::primary_key},
    {"CONSTR_UNIQUE", ConstraintKind::unique},
    {"CONSTR_EXCLUSION", ConstraintKind::exclusion},
    {"CONSTR_FOREIGN", ConstraintKind::foreign_key},
});

ConstraintKind constraint_kind(const std::string& word) {
    const auto* found =
        std::ranges::find(constraint_kinds, word, [](const auto& pair) { return pair.first; });
    return found == constraint_kinds.end() ? ConstraintKind::other : found->second;
}

/// The name of a column that stands alone: the last part of "t.c".
std::string name_of_column(const SyntaxNode& reference) {
    const std::vector<std::string> parts = reference.strings("fields");
    return reference.is("ColumnRef") && !parts.empty() ? parts.back() : "";
}

}  // namespace

Constraint constraint_of(const SyntaxNode& node) {
    Constraint constraint;
    constraint.kind = constraint_kind(node.text("contype"));
    constraint.name = node.text("conname");
    const bool refers = constraint.kind == ConstraintKind::foreign_key;
    constraint.columns = node.strings(refers ? "fk_attrs" : "keys");
    constraint.referenced = relation_of(node.child("pktable"));
    constraint.index = node.text("indexname");
    constraint.expression = node.child("raw_expr");
    constraint.not_valid = node.flag("skip_validation");
    constraint.is_stored = node.text("generated_kind") != "v";
    constraint.offset = node.offset();
    return constraint;
}

const Constraint* ColumnDefinition::find(Constraint::Kind kind) const {
    const auto found = std::ranges::find(constraints, kind, &Constraint::kind);
    return found == constraints.end() ? nullptr : &*found;
}

ColumnDefinition column_of(const SyntaxNode& node) {
    ColumnDefinition column;
    column.name = node.text("colname");
    column.type = type_of(node.child("typeName"));
    column.offset = node.offset();
    for (const SyntaxNode& item : node.list("constraints")) column.constraints.push_back(constraint_of(item));
    return column;
}

std::vector<std::string> columns_proven_not_null(const SyntaxNode& check) {
    if (check.is("NullTest") && check.text("nulltesttype") == "IS_NOT_NULL") {
        const std::string column = name_of_column(check.child("arg"));
        return column.empty() ? std::vector<std::string>{} : std::vector<std::string>{column};
    }
    std::vector<std::string> columns;
    if (!check.is("BoolExpr") || check.text("boolop") != "AND_EXPR") return columns;
    for (const SyntaxNode& part : check.list("args")) {
        for (std::string& column : columns_proven_not_null(part)) columns.push_back(std::move(column));
    }
    return columns;
}

}  // namespace migrate

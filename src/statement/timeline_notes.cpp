#include "src/statement/timeline.hpp"

#include <algorithm>
#include <string_view>

namespace migrate {

namespace {

/// Objects of a DROP: {"List": {"items": [String, …]}}, a TypeName, or a String.
RelationName dropped_name(const SyntaxNode& object) {
    if (object.is("TypeName")) return relation_of(object.strings("names"));
    if (object.is("String")) return {"", object.string_value()};
    return relation_of(object.strings("items"));
}

bool drops_relation(const std::string& type) {
    return type == "OBJECT_TABLE" || type == "OBJECT_INDEX" || type == "OBJECT_MATVIEW" ||
           type == "OBJECT_VIEW" || type == "OBJECT_SEQUENCE";
}

}  // namespace

void Timeline::make(const RelationName& name, const ScriptStatement& at) {
    if (name.empty()) return;
    const bool was_there = at.only_if_missing && exists_ && exists_(name);
    if (was_there) return;
    open(relations_, name, at);
}

void Timeline::note(const ScriptStatement& at) {
    static const std::map<std::string_view, void (Timeline::*)(const ScriptStatement&)> noters{
        {"CreateStmt", &Timeline::note_create_table},
        {"CreateTableAsStmt", &Timeline::note_table_of_query},
        {"SelectStmt", &Timeline::note_table_of_query},
        {"ViewStmt", &Timeline::note_table_of_query},
        {"IndexStmt", &Timeline::note_index},
        {"CreateEnumStmt", &Timeline::note_type},
        {"CreateDomainStmt", &Timeline::note_type},
        {"CompositeTypeStmt", &Timeline::note_type},
        {"DropStmt", &Timeline::note_drop},
        {"RenameStmt", &Timeline::note_rename},
        {"TruncateStmt", &Timeline::note_emptied},
        {"DeleteStmt", &Timeline::note_emptied}};
    const auto noter = noters.find(at.node.kind());
    if (noter != noters.end()) return (this->*noter->second)(at);
    make(at.made_by_words, at);
    for (const TableChange& change : at.changes) note_change(change, at);
}

/// CREATE TABLE AS, CREATE MATERIALIZED VIEW, SELECT INTO and CREATE VIEW.
void Timeline::note_table_of_query(const ScriptStatement& at) {
    for (const char* field : {"into", "intoClause"}) make(relation_of(at.node.child(field).child("rel")), at);
    make(relation_of(at.node.child("view")), at);
}

void Timeline::note_index(const ScriptStatement& at) {
    const RelationName table = relation_of(at.node.child("relation"));
    const RelationName index{table.schema, at.node.text("idxname")};
    make(index, at);
    if (Span* span = find_open(relations_, index)) span->table = table;
}

void Timeline::note_type(const ScriptStatement& at) {
    const SyntaxNode& node = at.node;
    RelationName name = relation_of(node.child("typevar"));
    for (const char* field : {"typeName", "domainname"}) {
        if (name.empty()) name = relation_of(node.strings(field));
    }
    open(types_, name, at).is_enum = node.is("CreateEnumStmt");
}

void Timeline::note_create_table(const ScriptStatement& at) {
    const RelationName table = relation_of(at.node.child("relation"));
    make(table, at);
    for (const SyntaxNode& element : at.node.list("tableElts")) {
        if (element.is("ColumnDef")) note_columns(table, column_of(element), at);
        if (element.is("Constraint")) note_constraint(table, constraint_of(element), at);
    }
}

void Timeline::note_columns(const RelationName& table, const ColumnDefinition& column,
                            const ScriptStatement& at) {
    open(columns_, column_name(table, column.name), at).type = column.type.held();
    for (const Constraint& constraint : column.constraints) note_constraint(table, constraint, at);
}

void Timeline::note_constraint(const RelationName& table, const Constraint& constraint,
                               const ScriptStatement& at) {
    if (constraint.kind != Constraint::Kind::check) return;
    checks_.push_back({at.run, at.number, table});
    Proof proof{
        .table = table, .name = constraint.name, .columns = columns_proven_not_null(constraint.expression)};
    if (!constraint.not_valid) proof.from = at.number;
    if (!proof.columns.empty()) proofs_.push_back(std::move(proof));
}

void Timeline::note_validated(const RelationName& table, const std::string& constraint,
                              const ScriptStatement& at) {
    for (Proof& proof : proofs_) {
        const bool meant = may_be_same(proof.table, table) && proof.name == constraint;
        if (meant && proof.from == for_ever) proof.from = at.number;
    }
}

void Timeline::note_drop(const ScriptStatement& at) {
    const std::string type = at.node.text("removeType");
    for (const SyntaxNode& object : at.node.list("objects")) {
        const RelationName name = dropped_name(object);
        if (drops_relation(type)) {
            close(relations_, name, at);
            drops_.push_back({at.run, at.number, name});
        } else if (type == "OBJECT_TYPE" || type == "OBJECT_DOMAIN") {
            close(types_, name, at);
        }
    }
}

void Timeline::note_emptied(const ScriptStatement& at) {
    if (at.node.is("DeleteStmt") && !at.node.has("whereClause"))
        emptied_.push_back({at.run, at.number, relation_of(at.node.child("relation"))});
    for (const SyntaxNode& relation : at.node.list("relations"))
        emptied_.push_back({at.run, at.number, relation_of(relation)});
}

void Timeline::note_rename(const ScriptStatement& at) {
    const SyntaxNode& node = at.node;
    const std::string type = node.text("renameType");
    const std::string new_name = node.text("newname");
    const RelationName relation = relation_of(node.child("relation"));
    if (type == "OBJECT_COLUMN") {
        move(columns_, column_name(relation, node.text("subname")), column_name(relation, new_name), at);
    } else if (type == "OBJECT_TYPE") {
        const RelationName old = relation_of(node.child("object").strings("items"));
        move(types_, old, {old.schema, new_name}, at);
        rename_type_of_columns(old, new_name, at);
    } else if (!relation.empty()) {
        move(relations_, relation, {relation.schema, new_name}, at);
        std::vector<std::string> columns;
        for (const auto& [name, spans] : columns_) {
            if (name.starts_with(relation.name + "."))
                columns.push_back(name.substr(relation.name.size() + 1));
        }
        for (const std::string& column : columns)
            move(columns_, column_name(relation, column), column_name({"", new_name}, column), at);
    }
}

void Timeline::rename_type_of_columns(const RelationName& old, const std::string& new_name,
                                      const ScriptStatement& at) {
    for (auto& [name, spans] : columns_) {
        const Span& newest = spans.back();
        const bool has_it = newest.to == for_ever && newest.type.name == old.name;
        if (!has_it) continue;
        const Span before = newest;
        Span& span = open(columns_, before.name, at);
        span.run = before.run;
        span.type = before.type;
        span.type.name = new_name;
    }
}

void Timeline::note_change(const TableChange& change, const ScriptStatement& at) {
    if (change.is("AT_AddColumn")) {
        note_added_column(change, at);
    } else if (change.is("AT_AlterColumnType")) {
        note_changed_type(change, at);
    } else if (change.is("AT_DropColumn")) {
        close(columns_, column_name(change.table, change.name), at);
    } else if (change.is("AT_AddConstraint")) {
        note_constraint(change.table, change.constraint, at);
    } else if (change.is("AT_ValidateConstraint")) {
        note_validated(change.table, change.name, at);
    } else if (change.is("AT_DropConstraint")) {
        note_dropped_constraint(change, at);
    }
}

void Timeline::note_added_column(const TableChange& change, const ScriptStatement& at) {
    const RelationName name = column_name(change.table, change.column.name);
    const bool may_be_there = change.node.flag("missing_ok") && find_open(columns_, name) != nullptr;
    if (!may_be_there) note_columns(change.table, change.column, at);
}

void Timeline::note_changed_type(const TableChange& change, const ScriptStatement& at) {
    const RelationName name = column_name(change.table, change.name);
    const Span* old = find_open(columns_, name);
    const int run = old != nullptr ? old->run : at.run - 1;
    Span& span = open(columns_, name, at);
    span.type = change.column.type;
    span.run = run;
}

void Timeline::note_dropped_constraint(const TableChange& change, const ScriptStatement& at) {
    for (Proof& proof : proofs_) {
        const bool meant = may_be_same(proof.table, change.table) && proof.name == change.name;
        if (meant) proof.to = std::min(proof.to, at.number);
    }
}

}  // namespace migrate

#include "src/statement/timeline.hpp"

#include <algorithm>

namespace migrate {

namespace {

/// A column's name within its table, of which the schema does not matter here.
RelationName column_name(const RelationName& table, const std::string& column) {
    return {"", table.name + "." + column};
}

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

const Timeline::Span* Timeline::find(const Spans& spans, const RelationName& name,
                                     const ScriptStatement& at) {
    const auto named = spans.find(name.name);
    if (named == spans.end()) return nullptr;
    const auto fits = [&](const Span& span) { return may_be_same(span.name, name) && span.holds(at); };
    const auto found = std::find_if(named->second.rbegin(), named->second.rend(), fits);
    return found == named->second.rend() ? nullptr : &*found;
}

const Timeline::Span* Timeline::find_later(const Spans& spans, const RelationName& name,
                                           const ScriptStatement& at) {
    const auto named = spans.find(name.name);
    if (named == spans.end()) return nullptr;
    const auto found = std::ranges::find_if(named->second, [&](const Span& span) {
        return may_be_same(span.name, name) && span.from > at.number && span.run == at.run;
    });
    return found == named->second.end() ? nullptr : &*found;
}

Timeline::Span* Timeline::find_open(Spans& spans, const RelationName& name) {
    const auto named = spans.find(name.name);
    if (named == spans.end()) return nullptr;
    const auto fits = [&](const Span& span) { return may_be_same(span.name, name) && span.to == for_ever; };
    const auto found = std::find_if(named->second.rbegin(), named->second.rend(), fits);
    return found == named->second.rend() ? nullptr : &*found;
}

Timeline::Span& Timeline::open(Spans& spans, const RelationName& name, const ScriptStatement& at) {
    close(spans, name, at);
    Span& span = spans[name.name].emplace_back();
    span.name = name;
    span.run = at.run;
    span.from = at.number;
    return span;
}

void Timeline::close(Spans& spans, const RelationName& name, const ScriptStatement& at) {
    if (Span* span = find_open(spans, name)) span->to = at.number;
}

void Timeline::move(Spans& spans, const RelationName& from, const RelationName& to,
                    const ScriptStatement& at) {
    const Span* old = find_open(spans, from);
    if (old == nullptr) return;
    const Span copy = *old;
    close(spans, from, at);
    Span& span = open(spans, to, at);
    const RelationName name = span.name;
    span = copy;
    span.name = name;
    span.is_renamed = true;
    span.from = at.number;
    span.to = for_ever;
}

void Timeline::make(const RelationName& name, const ScriptStatement& at) {
    if (name.empty()) return;
    const bool was_there = at.only_if_missing && exists_ && exists_(name);
    if (was_there) return;
    open(relations_, name, at);
}

void Timeline::note(const ScriptStatement& at) {
    const SyntaxNode& node = at.node;
    if (node.is("CreateStmt")) {
        note_create_table(at);
    } else if (node.is("CreateTableAsStmt")) {
        make(relation_of(node.child("into").child("rel")), at);
    } else if (node.is("ViewStmt")) {
        make(relation_of(node.child("view")), at);
    } else if (node.is("SelectStmt") && node.has("intoClause")) {
        make(relation_of(node.child("intoClause").child("rel")), at);
    } else if (node.is("IndexStmt")) {
        const RelationName table = relation_of(node.child("relation"));
        make({table.schema, node.text("idxname")}, at);
        if (Span* span = find_open(relations_, {table.schema, node.text("idxname")})) span->table = table;
    } else if (node.is("CreateEnumStmt")) {
        open(types_, relation_of(node.strings("typeName")), at).is_enum = true;
    } else if (node.is("CreateDomainStmt")) {
        open(types_, relation_of(node.strings("domainname")), at);
    } else if (node.is("CompositeTypeStmt")) {
        open(types_, relation_of(node.child("typevar")), at);
    } else if (node.is("DropStmt")) {
        note_drop(at);
    } else if (node.is("RenameStmt")) {
        note_rename(at);
    } else if (node.is("TruncateStmt") || node.is("DeleteStmt")) {
        note_emptied(at);
    } else {
        make(at.made_by_words, at);
        for (const TableChange& change : at.changes) note_change(change, at);
    }
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
    open(columns_, column_name(table, column.name), at).type = column.type;
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
        const RelationName name = column_name(change.table, change.column.name);
        const bool may_be_there = change.node.flag("missing_ok") && find_open(columns_, name) != nullptr;
        if (!may_be_there) note_columns(change.table, change.column, at);
    } else if (change.is("AT_AlterColumnType")) {
        const RelationName name = column_name(change.table, change.name);
        const Span* old = find_open(columns_, name);
        const int run = old != nullptr ? old->run : at.run - 1;
        Span& span = open(columns_, name, at);
        span.type = change.column.type;
        span.run = run;
    } else if (change.is("AT_DropColumn")) {
        close(columns_, column_name(change.table, change.name), at);
    } else if (change.is("AT_AddConstraint")) {
        note_constraint(change.table, change.constraint, at);
    } else if (change.is("AT_ValidateConstraint")) {
        note_validated(change.table, change.name, at);
    } else if (change.is("AT_DropConstraint")) {
        for (Proof& proof : proofs_) {
            if (may_be_same(proof.table, change.table) && proof.name == change.name)
                proof.to = std::min(proof.to, at.number);
        }
    }
}

bool Timeline::is_new(const RelationName& relation, const ScriptStatement& at) const {
    const Span* span = find(relations_, relation, at);
    return span != nullptr && span->run == at.run;
}

bool Timeline::is_new_type(const RelationName& type, const ScriptStatement& at) const {
    const Span* span = find(types_, type, at);
    return span != nullptr && span->run == at.run;
}

bool Timeline::is_new_column(const RelationName& table, const std::string& column,
                             const ScriptStatement& at) const {
    const Span* span = find(columns_, column_name(table, column), at);
    return span != nullptr && span->run == at.run;
}

bool Timeline::is_dropped_later(const RelationName& relation, const ScriptStatement& at) const {
    for (auto drop = std::ranges::upper_bound(drops_, at.number, {}, &Event::number);
         drop != drops_.end() && drop->run == at.run; ++drop) {
        if (may_be_same(drop->name, relation)) return true;
    }
    return false;
}

bool Timeline::is_made_later(const RelationName& relation, const ScriptStatement& at) const {
    return find_later(relations_, relation, at) != nullptr;
}

bool Timeline::is_renamed_to_later(const RelationName& relation, const ScriptStatement& at) const {
    const Span* span = find_later(relations_, relation, at);
    return span != nullptr && span->is_renamed;
}

bool Timeline::is_type_made_later(const RelationName& type, const ScriptStatement& at) const {
    return find_later(types_, type, at) != nullptr;
}

RelationName Timeline::table_of_index(const RelationName& index, const ScriptStatement& at) const {
    const Span* span = find(relations_, index, at);
    return span != nullptr ? span->table : RelationName{};
}

TypeName Timeline::type_of_column(const RelationName& table, const std::string& column,
                                  const ScriptStatement& at) const {
    const Span* span = find(columns_, column_name(table, column), at);
    return span != nullptr ? span->type : TypeName{};
}

bool Timeline::is_enum(const RelationName& type, const ScriptStatement& at) const {
    const Span* span = find(types_, type, at);
    return span != nullptr && span->is_enum;
}

bool Timeline::is_emptied(const RelationName& table, const ScriptStatement& at) const {
    return std::ranges::any_of(emptied_, [&](const Event& event) {
        return event.run == at.run && event.number < at.number && may_be_same(event.name, table);
    });
}

bool Timeline::has_check(const RelationName& table, const ScriptStatement& at) const {
    return std::ranges::any_of(checks_, [&](const Event& check) {
        return check.number < at.number && may_be_same(check.name, table);
    });
}

bool Timeline::is_proven_not_null(const RelationName& table, const std::string& column,
                                  const ScriptStatement& at) const {
    return std::ranges::any_of(proofs_, [&](const Proof& proof) {
        return may_be_same(proof.table, table) && proof.from < at.number && at.number <= proof.to &&
               std::ranges::count(proof.columns, column) > 0;
    });
}

}  // namespace migrate

#include "src/statement/relation_name.hpp"

#include "src/base/sql_text.hpp"

namespace migrate {

namespace {

bool is_usual_schema(const std::string& schema) {
    return schema.empty() || schema == "public";
}

}  // namespace

std::string RelationName::text() const {
    return schema.empty() ? quote_identifier(name) : quote_qualified(schema, name);
}

RelationName relation_of(const SyntaxNode& range) {
    return {range.text("schemaname"), range.text("relname")};
}

RelationName relation_of(const std::vector<std::string>& parts) {
    if (parts.empty()) return {};
    return {parts.size() > 1 ? parts[parts.size() - 2] : "", parts.back()};
}

bool is_catalog(const RelationName& relation) {
    return relation.schema == "pg_catalog" || (relation.schema.empty() && relation.name.starts_with("pg_"));
}

bool may_be_same(const RelationName& left, const RelationName& right) {
    if (left.name != right.name) return false;
    return left.schema == right.schema || is_usual_schema(left.schema) || is_usual_schema(right.schema);
}

}  // namespace migrate

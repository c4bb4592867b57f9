#pragma once

#include "src/statement/relation_name.hpp"
#include "src/statement/type_name.hpp"

#include <string>
#include <vector>

namespace migrate {

/// A constraint, with what PostgreSQL's grammar counts among them: NOT NULL, DEFAULT, GENERATED, IDENTITY.
struct Constraint {
    enum class Kind {
        null,
        not_null,
        default_value,
        identity,
        generated,
        check,
        primary_key,
        unique,
        exclusion,
        foreign_key,
        other,  ///< attributes such as DEFERRABLE
    };
    Kind kind = Kind::other;
    std::string name;                  ///< "" = the server chooses
    std::vector<std::string> columns;  ///< of keys; of a foreign key the referring ones
    RelationName referenced;           ///< of a foreign key
    std::string index;                 ///< USING INDEX
    SyntaxNode expression;             ///< of check, default_value and generated
    bool not_valid = false;
    bool is_stored = true;  ///< generated: false = VIRTUAL
    int offset = -1;
};

/// Of a Constraint node.
Constraint constraint_of(const SyntaxNode& node);

/// A column as CREATE TABLE and ADD COLUMN define it.
struct ColumnDefinition {
    std::string name;
    TypeName type;
    std::vector<Constraint> constraints;
    int offset = -1;

    /// Null where it has none of that kind.
    const Constraint* find(Constraint::Kind kind) const;
};

/// Of a ColumnDef node.
ColumnDefinition column_of(const SyntaxNode& node);

/// The column of "column IS NOT NULL", also within AND; "" where the check says something else.
std::vector<std::string> columns_proven_not_null(const SyntaxNode& check);

}  // namespace migrate

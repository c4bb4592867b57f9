#pragma once

#include "src/statement/column_definition.hpp"

#include <string>
#include <vector>

namespace migrate {

/// One command of ALTER TABLE.
struct TableChange {
    std::string kind;  ///< PostgreSQL's name: AT_AddColumn, AT_SetNotNull, AT_AttachPartition, …
    RelationName table;
    std::string name;         ///< what is changed: a column, a constraint, a trigger
    ColumnDefinition column;  ///< AT_AddColumn; with a type alone: AT_AlterColumnType
    Constraint constraint;    ///< AT_AddConstraint
    SyntaxNode node;          ///< of the AlterTableCmd
    bool cascade = false;
    int offset = 0;  ///< of its first word, from the beginning of the statement

    bool is(std::string_view wanted) const { return kind == wanted; }
};

/// The commands of an ALTER TABLE on a table; none for other statements, views, indexes and types. `text` is
/// the statement's own.
std::vector<TableChange> table_changes_of(const SyntaxNode& statement, const std::string& text);

/// Where a command of an ALTER TABLE stands in it. `first`: where the first command begins.
struct CommandRange {
    int first = 0;
    int begin = 0;
    int end = 0;  ///< without the comma after it
};
/// By the words alone, for texts that the parser does not understand as a whole. None for other statements.
std::vector<CommandRange> command_ranges(const std::string& text);

/// Whether not even readers get past it.
/// From AlterTableGetLockLevel in PostgreSQL 13 to 18.
bool takes_access_exclusive(const TableChange& change);

}  // namespace migrate

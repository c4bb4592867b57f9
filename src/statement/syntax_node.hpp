#pragma once

#include "src/statement/syntax_tree.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// A node of PostgreSQL's parse tree, by the names that PostgreSQL gives its nodes and fields
/// (src/include/nodes/parsenodes.h). Cheap to copy; keeps the tree. A field that is not there reads as
/// nothing: "", 0, false, an empty list, an empty node.
class SyntaxNode {
  public:
    SyntaxNode() = default;
    /// `value` is of `tree`. A wrapped node ({"ColumnDef": {…}}) is unwrapped.
    SyntaxNode(std::shared_ptr<const SyntaxTree> tree, const SyntaxValue& value);

    explicit operator bool() const { return value_ != nullptr; }
    /// "DropStmt"; "" where the field's type says it ("relation" is always a RangeVar).
    std::string_view kind() const { return kind_; }
    bool is(std::string_view kind) const { return kind_ == kind; }

    SyntaxNode child(const char* field) const;
    std::vector<SyntaxNode> list(const char* field) const;
    std::string text(const char* field) const;
    bool flag(const char* field) const;
    int number(const char* field) const;
    bool has(const char* field) const;
    /// Bytes from the beginning of the statement; -1 = the parser does not say.
    int offset() const;

    /// All nodes below, with this one, that have the kind.
    std::vector<SyntaxNode> all(std::string_view kind) const;
    /// Of a String node.
    std::string string_value() const;
    /// "pg_catalog", "varchar" of a list of String nodes.
    std::vector<std::string> strings(const char* field) const;

  private:
    const SyntaxValue* find(const char* field) const;

    std::shared_ptr<const SyntaxTree> tree_;
    const SyntaxValue* value_ = nullptr;
    std::string_view kind_;  ///< in the tree
};

/// The first statement of what libpg_query writes; empty where there is none.
SyntaxNode first_statement(std::string_view json);

}  // namespace migrate

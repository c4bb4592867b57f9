#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace migrate {

/// A node of PostgreSQL's parse tree, by the names that PostgreSQL gives its nodes and fields
/// (src/include/nodes/parsenodes.h). Cheap to copy; keeps the tree. A field that is not there reads as
/// nothing: "", 0, false, an empty list, an empty node.
class SyntaxNode {
  public:
    SyntaxNode() = default;
    /// `json` lives in `tree`. A wrapped node ({"ColumnDef": {…}}) is unwrapped.
    SyntaxNode(std::shared_ptr<const nlohmann::json> tree, const nlohmann::json& json);

    explicit operator bool() const { return json_ != nullptr; }
    /// "DropStmt"; "" where the field's type says it ("relation" is always a RangeVar).
    const std::string& kind() const { return kind_; }
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
    std::shared_ptr<const nlohmann::json> tree_;
    const nlohmann::json* json_ = nullptr;
    std::string kind_;
};

}  // namespace migrate

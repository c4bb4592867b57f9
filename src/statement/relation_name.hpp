#pragma once

#include "src/statement/syntax_node.hpp"

#include <string>
#include <vector>

namespace migrate {

/// A table, index, view or sequence as a statement names it.
struct RelationName {
    std::string schema;  ///< "" = by search_path
    std::string name;

    bool empty() const { return name.empty(); }
    /// "orders", "billing.orders", quoted where needed
    std::string text() const;
};

/// Of a RangeVar.
RelationName relation_of(const SyntaxNode& range);
/// Of the parts of a name, of which the last is the relation's.
RelationName relation_of(const std::vector<std::string>& parts);

/// Whether it is one of PostgreSQL's own, which are small.
bool is_catalog(const RelationName& relation);

/// Whether both can be the same relation: "" and "public" as schema fit any, since search_path is not known
/// here, and a false alarm costs more than a rare silence.
bool may_be_same(const RelationName& left, const RelationName& right);

}  // namespace migrate

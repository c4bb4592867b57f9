#pragma once

#include "src/statement/syntax_node.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// A type as a statement names it, by PostgreSQL's own names: int4, varchar, bpchar, timestamptz, serial.
struct TypeName {
    std::string schema;  ///< "" also for pg_catalog
    std::string name;
    std::vector<int> modifiers;  ///< 10 and 2 of numeric(10,2)
    bool is_array = false;
    int offset = -1;

    bool empty() const { return name.empty(); }
    bool is_serial() const;
    /// One of PostgreSQL's own, that this program knows.
    bool is_builtin() const;
    /// "varchar(20)", "integer[]": as people write it
    std::string text() const;
};

/// Of a TypeName node.
TypeName type_of(const SyntaxNode& node);
/// Of what format_type() prints: "character varying(20)".
TypeName type_named(std::string_view printed);

}  // namespace migrate

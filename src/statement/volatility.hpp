#pragma once

#include "src/statement/syntax_node.hpp"

#include <string>

namespace migrate {

/// Whether an expression gives every row the same value: then ADD COLUMN stores its default once, in the
/// catalog; else every row is written anew.
/// https://www.postgresql.org/docs/current/ddl-alter.html#DDL-ALTER-ADDING-A-COLUMN
enum class Volatility {
    constant,  ///< stable counts too: it is evaluated once, for the whole statement
    by_row,
    unknown,  ///< calls a function that is not PostgreSQL's own
};

struct DefaultValue {
    Volatility volatility = Volatility::constant;
    std::string function;  ///< the one that decides
    int offset = -1;
};

DefaultValue judge_default(const SyntaxNode& expression);

/// Whether the expression is NULL: as good as no default.
bool is_null_constant(const SyntaxNode& expression);

}  // namespace migrate

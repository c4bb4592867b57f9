#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// A value of a parse tree: one of an object's fields, or one of a list's items.
struct SyntaxValue {
    enum class Type : std::uint8_t { nothing, boolean, number, text, object, list };
    std::string field;  ///< its name in the object
    std::string text;
    std::int64_t number = 0;  ///< also of a boolean: 0 or 1
    std::uint32_t first = 0;  ///< the first value in it, by its place in the tree; 0 = none
    std::uint32_t next = 0;   ///< the next in the same object or list; 0 = none
    Type type = Type::nothing;
};

/// Of one statement, in one piece of memory: most of the time of a check goes into reading trees.
using SyntaxTree = std::vector<SyntaxValue>;

/// Reads what libpg_query writes. The root is the first value. Empty for what is no JSON.
std::shared_ptr<const SyntaxTree> read_syntax_tree(std::string_view json);

}  // namespace migrate

#pragma once

#include "src/statement/script.hpp"

#include <vector>

namespace migrate {

/// The statements in the body of a DO block that begin as SQL statements do and that the parser understands.
/// They count as run only where they are needed: what is around them may be a condition. Nothing for other
/// statements.
std::vector<ScriptStatement> statements_in_do_block(const ScriptStatement& block);

/// Whether the block runs text that it makes itself, which nobody can read.
bool runs_made_text(const ScriptStatement& block);

}  // namespace migrate

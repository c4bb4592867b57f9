#pragma once

#include "src/statement/script.hpp"

#include <vector>

namespace migrate {

/// The statements in the body of a DO block that begin as SQL statements that change something do. What they
/// make may have been there before, since there may be a condition around them. None for other statements.
std::vector<ScriptStatement> statements_in_do_block(const ScriptStatement& block);

/// Whether the block runs text that it makes itself, which nobody can read.
bool runs_made_text(const ScriptStatement& block);

}  // namespace migrate

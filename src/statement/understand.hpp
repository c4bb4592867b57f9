#pragma once

#include "src/statement/script.hpp"

namespace migrate {

/// Fills what the parser tells of the statement's text.
void understand(ScriptStatement& statement);

}  // namespace migrate

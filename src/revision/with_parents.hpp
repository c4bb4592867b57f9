#pragma once

#include "src/revision/revision.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// The text of a revision file with other parents: its parents line replaced, or one written behind the line
/// of the id. Nothing else changes. Error: ExitCode::usage where a TOML list of parents spans several lines.
std::string with_parents(const Revision& revision, std::string_view text,
                         const std::vector<RevisionId>& parents);

}  // namespace migrate

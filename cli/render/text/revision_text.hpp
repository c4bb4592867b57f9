#pragma once

#include "cli/render/model/revision_lines.hpp"

#include <string>
#include <vector>

namespace migrate {

/// Revisions as Alembic shows them, so that people and scripts that know it read on.
std::string render_revisions_text(const std::vector<RevisionLine>& lines, RevisionDetail detail);

}  // namespace migrate

#pragma once

#include "src/revision/plan.hpp"

#include <string>
#include <vector>

namespace migrate {

/// The plan as a script for psql, for where this program may not go. It stops at once when the database is
/// not at `start`; each revision is a transaction, with what cannot run in one outside of it; and it keeps
/// alembic_version as a run does. The journal is not written, so that a later `down` keeps what the script
/// made. Errors: ExitCode::usage where only the database knows what a way back has to undo.
std::string render_script(const RevisionGraph& graph, const RevisionPlan& plan,
                          const std::vector<RevisionId>& start);

/// A script that makes alembic_version hold exactly `heads`.
std::string render_stamp_script(const std::vector<RevisionId>& heads);

/// CREATE TABLE of alembic_version, as Alembic writes it.
std::string version_table_script();

}  // namespace migrate

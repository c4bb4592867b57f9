#pragma once

#include "checks/facts.hpp"

#include <string>
#include <vector>

namespace migrate {

/// What is going to run: the statements of the files in `sql_files`, else of the revisions that are not
/// applied. Errors: ExitCode::usage for a file that cannot be read.
void gather_statements(const std::vector<std::string>& sql_files, Facts& facts);

}  // namespace migrate

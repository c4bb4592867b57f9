#pragma once

#include "src/revision/revision_file.hpp"

#include <filesystem>
#include <string_view>
#include <vector>

namespace migrate {

/// All *.sql and *.toml files of the folder itself but migrate.toml, sorted by name. A file that cannot be
/// read becomes a source with `error`, so that it is listed with all other problems. Errors: ExitCode::usage
/// when the folder is missing or cannot be listed.
std::vector<RevisionSource> read_revision_folder(const std::filesystem::path& dir);

/// Whether a file of that name in the folder is read as a revision.
bool is_revision_name(std::string_view name);

}  // namespace migrate

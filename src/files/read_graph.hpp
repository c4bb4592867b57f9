#pragma once

#include "src/revision/revision_graph.hpp"

#include <filesystem>

namespace migrate {

/// The graph of a folder with all its problems. Errors: ExitCode::usage where the folder cannot be read.
RevisionGraph read_any_graph(const std::filesystem::path& dir, std::vector<ParsedRevision> more = {});

/// The graph of a manifest: of `manifest`, else of migrate.manifest.json where that is there, else of the
/// folder. Errors: ExitCode::usage for what cannot be read, and with all problems of all files.
RevisionGraph read_manifest_or_folder(const std::filesystem::path& manifest,
                                      const std::filesystem::path& dir);

/// Errors: ExitCode::usage with all the problems, where there are any.
void refuse_problems(const std::vector<RevisionProblem>& problems);

}  // namespace migrate

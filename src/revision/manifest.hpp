#pragma once

#include "src/revision/revision_file.hpp"
#include "src/revision/revision_graph.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// Where it is looked for when nobody says.
inline constexpr std::string_view default_manifest = "migrate.manifest.json";

/// What preflight needs of a revision folder, in one small JSON file: ids, parents, checksums and declared
/// indexes, without any SQL. So that a container needs no revision files to know whether its database is at
/// head. The file is the same for the same folder, so that it can be compared and committed.
std::string render_manifest(const RevisionGraph& graph);

/// The revisions of a manifest, for RevisionGraph::build(). Errors: ExitCode::usage for a text that is no
/// manifest, or one of a newer form than this program reads.
std::vector<ParsedRevision> parse_manifest(std::string_view text, const std::string& file);

}  // namespace migrate

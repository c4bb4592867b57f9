#pragma once

#include "src/revision/revision_graph.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace migrate {

/// A revision that is about to be written.
struct NewRevision {
    RevisionId id;
    std::vector<RevisionId> parents;
    std::vector<std::string> depends_on;
    std::vector<std::string> labels;
    std::string message;
    std::string stamp;  ///< 20250910_133600, the beginning of the file's name
    bool for_indexes = false;
};

/// The file's text: header and empty parts, or for indexes a commented example.
std::string render_new_revision(const NewRevision& revision);

/// "20250910_133600_add_api_keys.sql"
std::string file_name_of(const NewRevision& revision);

/// Stamp and id for a revision made `now` (UTC), a second later for each one that is taken. A wanted id is
/// taken as it is. Errors: ExitCode::usage when it is in use.
void name_revision(NewRevision& revision, const RevisionGraph& graph, const std::string& wanted_id,
                   std::chrono::system_clock::time_point now);

/// Writes the file, making the folder if need be. Errors: ExitCode::usage, also when the file is there.
std::filesystem::path write_revision(const NewRevision& revision, const std::filesystem::path& dir);

}  // namespace migrate

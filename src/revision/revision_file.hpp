#pragma once

#include "src/revision/revision.hpp"
#include "src/revision/revision_problem.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// The text of a file and where it came from. `error` is set when it could not be read.
struct RevisionSource {
    std::string file;  ///< as shown to people, e.g. "migrations/20250820_190600_webhook.sql"
    std::string text;
    std::string error;
};

struct ParsedRevision {
    std::optional<Revision> revision;  ///< empty when not even an id could be read
    std::vector<RevisionProblem> problems;
};

/// Reads one file, *.sql or *.toml. Never throws: whatever is wrong becomes a problem, all of them at once.
ParsedRevision parse_revision(const RevisionSource& source);

}  // namespace migrate

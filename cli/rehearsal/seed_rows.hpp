#pragma once

#include "src/postgres/connection.hpp"
#include "src/schema/round_trip.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace migrate {

/// Rows for the tables of a rehearsal: statements, each of which runs once, as soon as it can. A copy goes on
/// from where the original was.
class SeedRows {
  public:
    /// Without a file there are none. Errors: ExitCode::usage where it cannot be read.
    static SeedRows read(const std::filesystem::path& file);

    /// Tries what has not run yet, in order. Whether anything could.
    bool run(Connection& connection);
    /// What has not, with its newest error.
    std::vector<SeedFailure> left() const;

  private:
    struct Row {
        std::string statement;
        FilePosition position;
        bool done = false;
        std::string error;
    };
    std::vector<Row> rows_;
};

}  // namespace migrate

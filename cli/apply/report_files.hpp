#pragma once

#include "cli/apply/measurement_record.hpp"
#include "cli/render/model/apply_report.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace migrate {

/// The files that --report names: Markdown for people, JSON for programs. They are written after each step,
/// so that a run which is killed has left what it knew.
class ReportFiles {
  public:
    /// Errors: ExitCode::usage for an ending other than .md and .json, and for a folder that cannot be
    /// written.
    explicit ReportFiles(const std::vector<std::string>& names);

    bool empty() const { return files_.empty(); }
    std::vector<std::string> names() const;
    /// Where what was measured before is kept while the run goes on; empty without a file.
    std::optional<MeasurementRecord> record() const;
    /// Errors: ExitCode::usage.
    void write(const ApplyReport& report) const;

  private:
    std::vector<std::filesystem::path> files_;
};

}  // namespace migrate

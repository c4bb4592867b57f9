#pragma once

#include "src/workload/measurement.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace migrate {

/// What a run measured before it changed anything, kept on disk until the run has ended: a run that is killed
/// and started again can still tell what the database was like at first. Only its owner can read the file,
/// since parameters are people's data.
class MeasurementRecord {
  public:
    /// `report`: the file that the run writes its report to; the record lies beside it.
    explicit MeasurementRecord(const std::filesystem::path& report);

    /// `server`: of which server and database it is. Errors: ExitCode::usage.
    void write(const Measurement& measurement, const std::string& server) const;
    /// What an earlier run of this version has measured there within a day; empty where none was cut short.
    std::optional<Measurement> read(const std::string& server) const;
    void remove() const;

  private:
    std::filesystem::path file_;
};

}  // namespace migrate

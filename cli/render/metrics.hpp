#pragma once

#include "src/report/report.hpp"
#include "src/revision/run_result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace migrate {

/// What a run did, in numbers.
struct RunCounts {
    std::size_t applied = 0;
    std::size_t repaired = 0;
    std::size_t failed = 0;
    std::size_t not_started = 0;
    std::size_t indexes_built = 0;
};
RunCounts counts_of(const RunResult& result);

/// What a run tells a monitoring system. What is not known is empty, and left out.
struct RunMetrics {
    std::string command;
    std::string database;                           ///< its name; "" = none was named
    std::optional<Report> report;                   ///< of commands that check something
    std::optional<std::vector<std::string>> heads;  ///< the revisions that the database is at
    std::optional<std::size_t> pending;             ///< revisions that it does not have
    std::optional<RunCounts> counts;                ///< of commands that run revisions
    int exit_code = 0;
    double seconds = 0;         ///< how long the run took
    std::int64_t ended_at = 0;  ///< Unix time
};

/// A file for the textfile collector of Prometheus' node_exporter, in the text format 0.0.4. Every sample
/// names command and database, so that no two files of different commands or databases hold the same one,
/// which the collector would refuse. https://prometheus.io/docs/instrumenting/exposition_formats/
std::string render_metrics(const RunMetrics& metrics);

}  // namespace migrate

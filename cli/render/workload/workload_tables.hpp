#pragma once

#include "cli/render/text/table.hpp"
#include "src/workload/compare_measurements.hpp"

#include <string>
#include <vector>

namespace migrate {

/// A part of what people read of a measurement, whatever the format.
struct WorkloadTable {
    std::string title;
    Row header;  ///< '>' before a title: the column's numbers stand to the right
    Rows rows;
    std::vector<std::string> remarks;  ///< below it
};

/// Of one measurement: response, queries and throughput of each action; the queries; on what it was measured.
std::vector<WorkloadTable> measurement_tables(const Measurement& measurement);
/// Of two: the same, side by side.
std::vector<WorkloadTable> comparison_tables(const Measurement& before, const Measurement& after);

}  // namespace migrate

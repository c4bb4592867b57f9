#pragma once

#include "cli/render/workload/workload_tables.hpp"

namespace migrate {

void add_remarks(WorkloadTable& table, const std::vector<std::string>& remarks);

/// What was not executed as declared, with the reason: "before: message without message_insert, which would
/// write". `when` is "" for the only measurement.
std::vector<std::string> action_remarks(const ActionMeasurement& action, std::string_view when);
std::vector<std::string> action_remarks(const Measurement& measurement, std::string_view when);
std::vector<std::string> query_remarks(const Measurement& measurement, std::string_view when);

/// Rows and sizes of the tables, server, time, and what differs from a server's usual planner settings.
WorkloadTable measured_on_table(const Measurement& measurement);
WorkloadTable measured_on_table(const Measurement& before, const Measurement& after);

}  // namespace migrate

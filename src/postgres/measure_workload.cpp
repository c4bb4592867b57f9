#include "src/postgres/measure_workload.hpp"

#include "src/postgres/measure_action.hpp"
#include "src/postgres/measure_query.hpp"
#include "src/postgres/queries/workload_sql.hpp"

#include <utility>

#include <nlohmann/json.hpp>

namespace migrate {

namespace {

struct MeasuredServer {
    Measurement measurement;
    bool superuser = false;
};

/// Before the limits count, since a result that does not say where it was made is none.
MeasuredServer read_server(Connection& connection) {
    const auto row = query(connection, workload_sql::read_server)[0];
    MeasuredServer server{.superuser = row["superuser"].as<bool>()};
    Measurement& measurement = server.measurement;
    measurement.measured_at = row["now"].as<std::int64_t>();
    measurement.server_version = row["version_number"].as<int>();
    measurement.server = row["version"].c_str();
    measurement.database = row["database"].c_str();
    measurement.on_standby = row["on_standby"].as<bool>();
    return server;
}

MeasuredTable measured_table_of(const pqxx::row& row) {
    MeasuredTable table{.name = row["name"].c_str(), .exists = row["there"].as<bool>()};
    if (!row["rows"].is_null()) table.rows = row["rows"].as<std::int64_t>();
    table.table_bytes = row["table_bytes"].as<std::int64_t>(0);
    table.index_bytes = row["index_bytes"].as<std::int64_t>(0);
    return table;
}

void read_tables(MeasuringSession& session, const Workload& workload, Measurement& measurement) try {
    const std::string names = nlohmann::json(workload.tables).dump();
    for (const auto& row : session.read(workload_sql::read_tables, {names}))
        measurement.tables.push_back(measured_table_of(row));
} catch (const Error& error) {
    measurement.tables_not_read = session.reason_of(error);
}

}  // namespace

Measurement run_measurement(Connection& connection, const Workload& workload, const MeasureOptions& options) {
    MeasuredServer server = read_server(connection);
    Measurement& measurement = server.measurement;
    MeasuringSession session(connection, workload.limits, options);
    if (server.superuser) session.stop_counting();
    read_tables(session, workload, measurement);
    const WorkloadSamples samples(session, workload);
    std::set<std::string> settings;
    for (const WorkloadQuery& query : workload.queries)
        measurement.queries.push_back(run_query_measurement(session, query, samples, settings));
    if (options.actions) {
        for (const WorkloadAction& action : workload.actions)
            measurement.actions.push_back(run_action_measurement(session, workload, action, samples));
    }
    measurement.settings.assign(settings.begin(), settings.end());
    measurement.samples = samples.rows();
    measurement.seconds = std::chrono::duration<double>(session.elapsed()).count();
    return std::move(measurement);
}

}  // namespace migrate

#include "cli/apply/measurement_record.hpp"

#include "src/base/error.hpp"
#include "src/base/version.hpp"
#include "src/files/read_file.hpp"
#include "src/files/write_file.hpp"

#include <ctime>

#include <nlohmann/json.hpp>
#include <sys/stat.h>

// What may be absent is an empty array, else an array of one: the library learned std::optional late.
template <typename T>
struct nlohmann::adl_serializer<std::optional<T>> {
    static void to_json(nlohmann::json& json, const std::optional<T>& value) {
        json = nlohmann::json::array();
        if (value) json.push_back(*value);
    }
    static void from_json(const nlohmann::json& json, std::optional<T>& value) {
        value = json.empty() ? std::nullopt : std::optional<T>(json.at(0).template get<T>());
    }
};

namespace migrate {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PlanCost, shared_hit, shared_read, shared_dirtied, temp, rows,
                                   microseconds)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PlanShape, text, fingerprint, indexes, seq_scans, unconditioned)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(QueryRun, parameters, cost)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ChosenPlan, shape, runs)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(QueryMeasurement, id, not_measured, runs, plans, wanted_runs)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(FormMeasurement, not_measured, queries, left_out, runs_us)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ActionMeasurement, id, summary, cache, before, after)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(MeasuredTable, name, exists, rows, table_bytes, index_bytes)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Measurement, measured_at, seconds, server_version, server, database,
                                   on_standby, settings, tables, tables_not_read, queries, actions, samples)

namespace {

constexpr std::int64_t longest_kept = 24 * 60 * 60;  ///< seconds; data and load are others by then

}  // namespace

MeasurementRecord::MeasurementRecord(const std::filesystem::path& report)
    : file_(report.string() + ".unfinished") {}

void MeasurementRecord::write(const Measurement& measurement, const std::string& server) const {
    const nlohmann::json record{
        {"version", MIGRATE_VERSION}, {"server", server}, {"measurement", measurement}};
    const mode_t others = umask(S_IRWXG | S_IRWXO);
    try {
        write_file(file_, record.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    } catch (...) {
        umask(others);
        throw;
    }
    umask(others);
}

std::optional<Measurement> MeasurementRecord::read(const std::string& server) const try {
    const FileText content = read_file(file_);
    if (!content.error.empty()) return std::nullopt;
    const auto record = nlohmann::json::parse(content.text);
    if (record.at("version") != MIGRATE_VERSION || record.at("server") != server) return std::nullopt;
    auto measurement = record.at("measurement").get<Measurement>();
    if (std::time(nullptr) - measurement.measured_at > longest_kept) return std::nullopt;
    return measurement;
} catch (const nlohmann::json::exception&) {
    return std::nullopt;  // half of a record is none
}

void MeasurementRecord::remove() const {
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
}

}  // namespace migrate

#include "src/postgres/measuring_session.hpp"

#include "src/base/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

using std::chrono::milliseconds;

constexpr std::string_view explain_plan = "EXPLAIN (SETTINGS, FORMAT JSON) ";
// Without the time of each node, which costs more than many a node itself.
constexpr std::string_view explain_execution =
    "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, SETTINGS, FORMAT JSON) ";

constexpr std::string_view cancelled = "57014";
constexpr std::string_view lock_not_available = "55P03";

Error measuring_interrupted() {
    return {ExitCode::step_failed, "measuring was interrupted",
            "Nothing was changed; run the same command again to measure."};
}

}  // namespace

MeasuringSession::MeasuringSession(Connection& connection, const WorkloadLimits& limits,
                                   const MeasureOptions& options)
    : connection_(connection), limits_(limits), options_(options) {}

milliseconds MeasuringSession::time_left() const {
    return std::chrono::duration_cast<milliseconds>(limits_.total - elapsed());
}

void MeasuringSession::enter(bool allowed_to_write) {
    if (options_.interrupted != nullptr && options_.interrupted->load()) throw measuring_interrupted();
    const milliseconds left = time_left();
    if (left.count() <= 0)  // the reason is reason_of()'s to say
        throw Error(ExitCode::step_failed, "time is up").because({.sqlstate = std::string(cancelled)});
    std::string settings = allowed_to_write ? "" : "SET TRANSACTION READ ONLY; ";
    settings += fmt::format("SET LOCAL statement_timeout = {}; SET LOCAL lock_timeout = {}",
                            std::min(left, limits_.statement).count(), limits_.lock.count());
    if (!counting_) settings += "; SET LOCAL track_counts = off";
    execute(connection_, settings);
}

pqxx::result MeasuringSession::run(std::string_view sql, const ParameterValues& values,
                                   bool allowed_to_write) {
    const Transaction rolled_back(connection_);
    enter(allowed_to_write);
    return query_with(connection_, sql, values);
}

ExplainedPlan MeasuringSession::plan(const std::string& sql, const ParameterValues& values) {
    return parse_explained_plan(run(std::string(explain_plan) + sql, values, false)[0][0].c_str());
}

ExplainedPlan MeasuringSession::execute_explained(const std::string& sql, const ParameterValues& values,
                                                  bool allowed_to_write) {
    return parse_explained_plan(
        run(std::string(explain_execution) + sql, values, allowed_to_write)[0][0].c_str());
}

pqxx::result MeasuringSession::read(std::string_view sql, const ParameterValues& values) {
    return run(sql, values, false);
}

std::chrono::microseconds MeasuringSession::time_sequence(const std::vector<Statement>& statements,
                                                          bool allowed_to_write) {
    const Transaction rolled_back(connection_);
    enter(allowed_to_write);
    const auto begun = Clock::now();
    for (const Statement& statement : statements) query_with(connection_, *statement.sql, statement.values);
    return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun);
}

std::string MeasuringSession::reason_of(const Error& error) const {
    if (options_.interrupted != nullptr && options_.interrupted->load()) throw measuring_interrupted();
    if (error.code() != ExitCode::step_failed) throw error;
    const std::string& state = error.sql().sqlstate;
    if (state == cancelled && time_left().count() <= 0)
        return fmt::format("the limit of {} for the whole measurement was reached",
                           duration_text(limits_.total));
    if (state == cancelled)
        return fmt::format("an execution did not end within {}", duration_text(limits_.statement));
    if (state == lock_not_available)
        return fmt::format("somebody held a lock on one of its tables for longer than {}",
                           duration_text(limits_.lock));
    return error.message();
}

}  // namespace migrate

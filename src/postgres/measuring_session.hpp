#pragma once

#include "src/postgres/measure_workload.hpp"
#include "src/postgres/query.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace migrate {

/// The values of $1, $2, …; empty ones are NULL.
using ParameterValues = std::vector<std::optional<std::string>>;

/// Runs statements under the limits of a measurement, in transactions that are rolled back. Its clock starts
/// when it is made.
class MeasuringSession {
  public:
    using Clock = std::chrono::steady_clock;

    MeasuringSession(Connection& connection, const WorkloadLimits& limits, const MeasureOptions& options);

    /// EXPLAIN, without executing it.
    ExplainedPlan plan(const std::string& sql, const ParameterValues& values);
    /// EXPLAIN ANALYZE. Only what is `allowed_to_write` has a transaction that is not READ ONLY.
    ExplainedPlan execute_explained(const std::string& sql, const ParameterValues& values,
                                    bool allowed_to_write);
    pqxx::result read(std::string_view sql, const ParameterValues& values = {});

    struct Statement {
        const std::string* sql = nullptr;
        ParameterValues values;
    };
    /// All of them in one transaction, their answers fetched: how long that took, without its beginning and
    /// end.
    std::chrono::microseconds time_sequence(const std::vector<Statement>& statements, bool allowed_to_write);

    /// Why `error` keeps something from being measured. What ends the whole measurement, it throws again: a
    /// lost connection, an interruption.
    std::string reason_of(const Error& error) const;

    /// So that counters of scans do not move; for a superuser.
    void stop_counting() { counting_ = false; }
    const WorkloadLimits& limits() const { return limits_; }
    const MeasureOptions& options() const { return options_; }
    Clock::duration elapsed() const { return Clock::now() - start_; }

  private:
    /// Begins what the statements that follow run in. Errors: when time is up, or when interrupted.
    void enter(bool allowed_to_write);
    pqxx::result run(std::string_view sql, const ParameterValues& values, bool allowed_to_write);
    std::chrono::milliseconds time_left() const;

    Connection& connection_;
    const WorkloadLimits& limits_;
    const MeasureOptions& options_;
    Clock::time_point start_ = Clock::now();
    bool counting_ = true;
};

}  // namespace migrate

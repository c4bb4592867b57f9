#pragma once

#include "src/postgres/connection.hpp"
#include "src/workload/measurement.hpp"
#include "src/workload/workload.hpp"

#include <atomic>

namespace migrate {

struct MeasureOptions {
    /// Also what writes, each time in a transaction that is rolled back. That still takes locks, leaves dead
    /// rows and WAL, and numbers of sequences are gone. On a standby it is not to be had.
    bool writes = false;
    bool actions = true;  ///< false: the queries one by one only
    /// Those of an earlier measurement, so that both ask for the same: Measurement::samples.
    const std::map<std::string, SampleRows>* samples = nullptr;
    const std::atomic<bool>* interrupted = nullptr;
};

/// Runs the workload and changes nothing: what reads, in READ ONLY transactions that are rolled back; what
/// would write is planned, not executed. What cannot be measured says why in the result. One short
/// transaction an execution, so that nobody waits behind its locks for longer than the statement takes. Also
/// on a standby and behind a pooler. No transaction may be open on the connection. Where the role may, the
/// server's counters of scans do not move. Errors: ExitCode::unreachable when the connection is lost;
/// ExitCode::step_failed when interrupted.
Measurement run_measurement(Connection& connection, const Workload& workload,
                            const MeasureOptions& options = {});

}  // namespace migrate

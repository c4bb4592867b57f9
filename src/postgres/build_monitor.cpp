#include "src/postgres/build_monitor.hpp"

#include "src/postgres/queries/build_sql.hpp"
#include "src/postgres/query.hpp"
#include "src/postgres/read_blockers.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace migrate {

WatchVerdict BuildMonitor::look(std::chrono::milliseconds elapsed) {
    BuildProgress told = watched_.subject;
    told.elapsed = elapsed;
    const BuildSight sight = read_sight(told);
    meter_.look(sight.phase, sight.phase_ratio, elapsed);
    told.percent = meter_.percent();
    told.left_in_phase = meter_.left_in_phase();
    context_.observer.index_progress(told);
    return watch_.look(sight, elapsed);
}

BuildSight BuildMonitor::read_sight(BuildProgress& told) {
    const auto row = query(context_.connection, build_sql::watch_build, watched_.pid, watched_.table_oid)[0];
    BuildSight sight{.phase = row["phase"].c_str(),
                     .phase_ratio = row["ratio"].as<double>(-1),
                     .waits = row["waits"].as<bool>() || is_waiting_phase(row["phase"].c_str()),
                     .waits_for_table = row["waits_for_table"].as<bool>(),
                     .running = row["running"].as<bool>()};
    blockers_.clear();
    if (sight.waits) {
        WaitedFor waited = read_blockers(context_.connection, watched_.pid);
        sight.only_for_autovacuum = waited.only_autovacuum;
        blockers_ = std::move(waited.blockers);
        told.more_blockers = row["more_lockers"].as<int>(0);
    }
    told.blockers = blockers_;
    told.phase = sight.waits && sight.phase.empty() ? "waiting for a lock" : sight.phase;
    if (row["others_wait"].as<bool>()) handle_queue(told);
    return sight;
}

void BuildMonitor::handle_queue(BuildProgress& told) {
    told.queued = read_queue(context_.connection, watched_.pid, watched_.table_oid);
    if (!context_.options.cancel_queued) return;
    const std::vector<Blocker> before = std::exchange(cancelled_, told.queued);
    for (const Blocker& queued : told.queued) {
        const auto is_it = [&](const Blocker& other) { return other.is_same(queued); };
        if (std::ranges::any_of(before, is_it)) continue;  // the cancellation is on its way
        query(context_.connection, build_sql::cancel_backend, queued.pid);
        context_.observer.notice(
            fmt::format("cancelled {}: it waited behind the build of {}, which would have been killed for it",
                        queued.text(), watched_.subject.index));
    }
}

}  // namespace migrate

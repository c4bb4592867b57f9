#include "src/postgres/builder_session.hpp"

#include "src/base/words.hpp"
#include "src/index/build_progress.hpp"
#include "src/postgres/queries/build_sql.hpp"
#include "src/postgres/queries/lock_sql.hpp"
#include "src/postgres/query.hpp"

#include <algorithm>
#include <future>
#include <thread>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::chrono::milliseconds watch_interval{250};

/// 32 MB for the leader and for each worker: a worker gets none of a smaller memory, and a larger one makes
/// the sort slower.
constexpr int workers = 1;
constexpr int memory_kb = 32 * 1024 * (workers + 1);

std::vector<std::string> read_blockers(Connection& connection, int pid) {
    std::vector<std::string> blockers;
    for (const auto& row : query(connection, build_sql::read_blockers, pid)) {
        const auto age = duration_text(std::chrono::milliseconds(row["age_ms"].as<std::int64_t>(0)));
        blockers.push_back(fmt::format(
            "pid {0} ({1}, {2} for {3}, last query: {4}), to end it: SELECT pg_terminate_backend({0})",
            row["pid"].as<int>(), row["usename"].c_str(), row["state"].c_str(), age, row["query"].c_str()));
    }
    for (const auto& row : query(connection, build_sql::read_prepared_blockers, pid)) {
        const auto age = duration_text(std::chrono::milliseconds(row["age_ms"].as<std::int64_t>(0)));
        blockers.push_back(
            fmt::format("prepared transaction {0} ({1}, for {2}), to end it: ROLLBACK PREPARED '{0}'",
                        row["gid"].c_str(), row["owner"].c_str(), age));
    }
    return blockers;
}

}  // namespace

void report_progress(const StepContext& context, int pid, BuildProgress subject, double& best) {
    const auto rows = query(context.connection, build_sql::read_progress, pid);
    if (rows.empty()) {
        subject.blockers = read_blockers(context.connection, pid);
        subject.phase = subject.blockers.empty() ? "" : "waiting for a lock";
    } else {
        subject.phase = rows[0]["phase"].c_str();
        const double percent = build_percent(subject.phase, rows[0]["ratio"].as<double>(-1));
        if (percent >= 0) subject.percent = best = std::max(best, percent);
        if (is_waiting_phase(subject.phase)) subject.blockers = read_blockers(context.connection, pid);
    }
    context.observer.index_progress(subject);
}

BuilderSession::BuilderSession(const StepContext& context, const ResolvedTable& table)
    : context_(context), connection_(Connection::open(context.options.connect)) {
    query(connection_, build_sql::set_up_session);
    query(connection_, build_sql::set_build_resources, fmt::format("{}kB", memory_kb),
          std::to_string(workers));
    take_table_lock(table);
}

void BuilderSession::take_table_lock(const ResolvedTable& table) {
    while (!query(connection_, lock_sql::try_table, table.oid)[0]["taken"].as<bool>()) {
        context_.stop_if_interrupted();
        context_.observer.notice(
            fmt::format("waiting: another session of migrate builds an index on {}", table.name));
        std::this_thread::sleep_for(std::chrono::seconds(1));
    }
}

void BuilderSession::run_watched(const std::string& sql, const BuildProgress& subject) {
    const auto start = std::chrono::steady_clock::now();
    auto running = std::async(std::launch::async, [&] { execute(connection_, sql); });
    double best = 0;
    bool cancelled = false;
    while (running.wait_for(watch_interval) != std::future_status::ready) {
        if (context_.is_interrupted() && !cancelled) {
            connection_.cancel();
            cancelled = true;
        }
        BuildProgress now = subject;
        now.elapsed =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
        report_progress(context_, connection_.backend_pid(), now, best);
    }
    running.get();
}

}  // namespace migrate

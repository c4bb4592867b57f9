#include "src/postgres/builder_session.hpp"

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

std::vector<Blocker> read_blockers(Connection& connection, int pid) {
    std::vector<Blocker> blockers;
    for (const auto& row : query(connection, build_sql::read_blockers, pid))
        blockers.push_back({.pid = row["pid"].as<int>(),
                            .user = row["usename"].c_str(),
                            .application = row["application"].c_str(),
                            .state = row["state"].c_str(),
                            .age = std::chrono::milliseconds(row["age_ms"].as<std::int64_t>(0)),
                            .query = row["query"].c_str()});
    for (const auto& row : query(connection, build_sql::read_prepared_blockers, pid))
        blockers.push_back({.prepared = row["gid"].c_str(),
                            .user = row["owner"].c_str(),
                            .age = std::chrono::milliseconds(row["age_ms"].as<std::int64_t>(0))});
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
    : context_(context),
      connection_(Connection::open(context.options.connect)),
      server_pid_(query(connection_, build_sql::set_up_session)[0]["server_pid"].as<int>()) {
    const BuildResources& resources = context.options.build;
    query(connection_, build_sql::set_build_resources, fmt::format("{}kB", resources.memory_kb_of_build()),
          std::to_string(resources.workers));
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
        report_progress(context_, server_pid_, now, best);
    }
    running.get();
}

}  // namespace migrate

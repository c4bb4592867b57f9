#include "src/postgres/builder_session.hpp"

#include "src/postgres/queries/build_sql.hpp"
#include "src/postgres/queries/lock_sql.hpp"
#include "src/postgres/query.hpp"

#include <future>
#include <thread>
#include <utility>

#include <fmt/format.h>

namespace migrate {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds watch_interval{250};

Error let_go(const std::vector<Blocker>& blockers, const std::string& table) {
    Error error(ExitCode::step_failed,
                fmt::format("table {} is locked{}", table,
                            blockers.empty() ? "" : fmt::format(" by {}", blockers.front().text())));
    error.because({.sqlstate = "55P03"});
    return error;
}

}  // namespace

BuilderSession::BuilderSession(const StepContext& context, ResolvedTable table)
    : context_(context),
      table_(std::move(table)),
      connection_(Connection::open(context.options.connect)),
      server_pid_(query(connection_, build_sql::set_up_session)[0]["server_pid"].as<int>()) {
    const BuildResources& resources = context.options.build;
    query(connection_, build_sql::set_up_builder, fmt::format("{}kB", resources.memory_kb_of_build()),
          std::to_string(resources.workers), context.application_name());
    connection_.watch_line(server_pid_);
    take_table_lock();
    connection_.watch_line(0);  // from now on the monitor does it
}

void BuilderSession::take_table_lock() {
    constexpr int tries_in_silence = 8;  // a session of ours that has just ended lets go within that
    for (int tries = 1; !query(connection_, lock_sql::try_table, table_.oid)[0]["taken"].as<bool>();
         ++tries) {
        context_.stop_if_interrupted();
        query(context_.connection, lock_sql::end_idle_builder, table_.oid);
        if (tries == tries_in_silence)
            context_.observer.notice(
                fmt::format("waiting: another session of migrate is at work on {}", table_.name));
        std::this_thread::sleep_for(watch_interval);
    }
}

void BuilderSession::act_on(WatchVerdict verdict) {
    // Not by libpq's own request, which could hang on the same network.
    if (verdict == WatchVerdict::step_back || verdict == WatchVerdict::give_up) cancel();
    if (verdict == WatchVerdict::line_dead) connection_.sever();
}

void BuilderSession::cancel() {
    query(context_.connection, build_sql::cancel_backend, server_pid_);
}

void BuilderSession::run_watched(const std::string& sql, const BuildProgress& subject) {
    WaitBudget budget{.limit = context_.options.max_wait};
    run_watched(sql, subject, budget);
}

void BuilderSession::run_watched(const std::string& sql, const BuildProgress& subject, WaitBudget& budget) {
    BuildMonitor monitor(context_, {.pid = server_pid_, .table_oid = table_.oid, .subject = subject}, budget);
    auto running = std::async(std::launch::async, [&] { execute(connection_, sql); });
    auto verdict = WatchVerdict::go_on;
    try {
        verdict = watch(running, monitor);
        running.get();
    } catch (const Error& error) {
        // Without our session nobody watches, and the lock of the run is gone: the next look finds the build.
        if (!context_.connection.is_open()) connection_.sever();
        if (verdict == WatchVerdict::step_back && error.sql().sqlstate == "57014")
            throw let_go(blockers_, table_.name);
        throw;
    }
}

WatchVerdict BuilderSession::watch(const std::future<void>& running, BuildMonitor& monitor) {
    const auto start = Clock::now();
    auto verdict = WatchVerdict::go_on;
    while (running.wait_for(watch_interval) != std::future_status::ready) {
        if (context_.is_interrupted()) cancel();  // again, since the first may come before the statement
        const auto seen = monitor.look(std::chrono::duration_cast<milliseconds>(Clock::now() - start));
        blockers_ = monitor.blockers();
        if (seen != WatchVerdict::go_on) act_on(verdict = seen);
    }
    return verdict;
}

}  // namespace migrate

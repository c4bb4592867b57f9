#include "src/postgres/runner_lock.hpp"

#include "src/base/words.hpp"
#include "src/index/build_progress.hpp"
#include "src/postgres/queries/lock_sql.hpp"
#include "src/postgres/query.hpp"

#include <thread>
#include <utility>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::chrono::milliseconds poll_interval{100};
constexpr std::chrono::milliseconds look_interval{1'000};  ///< at who holds it

bool try_lock(Connection& connection) {
    return query(connection, lock_sql::try_runner)[0]["taken"].as<bool>();
}

/// What the builders of a run are at: "ix_a on users, 42 %".
std::vector<std::string> read_builds(Connection& connection) {
    std::vector<std::string> builds;
    for (const auto& row : query(connection, lock_sql::read_builds)) {
        const std::string phase = row["phase"].c_str();
        const double percent = build_percent(phase, row["ratio"].as<double>(-1));
        builds.push_back(fmt::format("{} on {}, {}", row["index"].c_str(), row["table"].c_str(),
                                     percent < 0 ? phase : fmt::format("{:.0f} %", percent)));
    }
    return builds;
}

Error locked(const std::optional<LockHolder>& holder) {
    const std::string who = holder ? holder->text() : "a session that ended just now";
    return {ExitCode::locked, fmt::format("another runner is at work: {}", who),
            "Wait for it and run the same command again, or give --lock-wait more seconds. If its client is gone, end it with "
            "SELECT pg_terminate_backend(pid)."};
}

}  // namespace

std::string LockHolder::text() const {
    const std::string work =
        builds.empty() ? fmt::format("running: {}", query) : fmt::format("building {}", list_of(builds));
    return fmt::format("pid {} ({}, {} at {}, since {}, {})", pid, application, user, client, since, work);
}

RunnerLock RunnerLock::take(Connection& connection, std::chrono::milliseconds wait,
                            const std::function<void(const LockHolder&)>& waiting) {
    const auto deadline = std::chrono::steady_clock::now() + wait;
    int told = 0;
    auto look_at = std::chrono::steady_clock::now();
    while (!try_lock(connection)) {
        const auto now = std::chrono::steady_clock::now();
        if (now >= deadline) throw locked(read_lock_holder(connection));
        if (now >= look_at) {
            const auto holder = read_lock_holder(connection);
            if (holder && holder->pid != std::exchange(told, holder->pid)) waiting(*holder);
            look_at = now + look_interval;
        }
        std::this_thread::sleep_for(poll_interval);
    }
    return RunnerLock(connection);
}

RunnerLock::RunnerLock(RunnerLock&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)) {}

RunnerLock::~RunnerLock() {
    if (connection_ == nullptr) return;
    try {
        query(*connection_, lock_sql::release_runner);
    } catch (const Error&) {  // the session is gone, and the lock with it
    }
}

void run_end_lost_runner(Connection& connection, int server_pid) {
    query(connection, lock_sql::end_runner, server_pid);
}

std::optional<LockHolder> read_lock_holder(Connection& connection) {
    const auto rows = query(connection, lock_sql::read_runner);
    if (rows.empty()) return std::nullopt;
    const auto row = rows[0];
    return LockHolder{.pid = row["pid"].as<int>(),
                      .application = row["application"].c_str(),
                      .user = row["usename"].c_str(),
                      .client = row["client"].c_str(),
                      .since = row["since"].c_str(),
                      .query = row["query"].c_str(),
                      .builds = read_builds(connection)};
}

}  // namespace migrate

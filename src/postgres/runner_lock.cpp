#include "src/postgres/runner_lock.hpp"

#include "src/postgres/queries/lock_sql.hpp"
#include "src/postgres/query.hpp"

#include <thread>
#include <utility>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::chrono::milliseconds poll_interval{100};

bool try_lock(Connection& connection) {
    return query(connection, lock_sql::try_runner)[0]["taken"].as<bool>();
}

Error locked(const std::optional<LockHolder>& holder) {
    const std::string who = holder ? holder->text() : "a session that ended just now";
    return {ExitCode::locked, fmt::format("another runner is at work: {}", who),
            "Wait for it and run the same command again, or give --lock-wait more seconds."};
}

}  // namespace

std::string LockHolder::text() const {
    return fmt::format("pid {} ({}, {} at {}, since {}, running: {})", pid, application, user, client, since,
                       query);
}

RunnerLock RunnerLock::take(Connection& connection, std::chrono::milliseconds wait,
                            const std::function<void(const LockHolder&)>& waiting) {
    const auto deadline = std::chrono::steady_clock::now() + wait;
    int told = 0;
    while (!try_lock(connection)) {
        const auto holder = read_lock_holder(connection);
        if (std::chrono::steady_clock::now() >= deadline) throw locked(holder);
        if (holder && holder->pid != told) {
            waiting(*holder);
            told = holder->pid;
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

std::optional<LockHolder> read_lock_holder(Connection& connection) {
    const auto rows = query(connection, lock_sql::read_runner);
    if (rows.empty()) return std::nullopt;
    const auto row = rows[0];
    return LockHolder{.pid = row["pid"].as<int>(),
                      .application = row["application"].c_str(),
                      .user = row["usename"].c_str(),
                      .client = row["client"].c_str(),
                      .since = row["since"].c_str(),
                      .query = row["query"].c_str()};
}

}  // namespace migrate

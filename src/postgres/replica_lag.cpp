#include "src/postgres/replica_lag.hpp"

#include "src/base/words.hpp"
#include "src/postgres/queries/replica_sql.hpp"
#include "src/postgres/query.hpp"

#include <algorithm>
#include <thread>

#include <fmt/format.h>

namespace migrate {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds shortest_pause{10};
constexpr milliseconds longest_pause{250};
constexpr milliseconds heartbeat_interval{1'000};
constexpr milliseconds silence{2'000};  ///< of a wait for a lag that is not known for sure
constexpr std::size_t most_samples = 4'096;
constexpr std::string_view insufficient_privilege = "42501";

/// A role that was denied the function has to do without: its replicas tell their positions less often.
void run_heartbeat(Connection& connection) try {
    query(connection, replica_sql::write_heartbeat);
} catch (const Error& error) {
    if (error.sql().sqlstate != insufficient_privilege) throw;
}

std::string name_of(const pqxx::row& row) {
    const std::string name = row["name"].c_str();
    return row["address"].is_null() ? name : fmt::format("{} at {}", name, row["address"].c_str());
}

milliseconds between(ReplicaLag::Clock::time_point from, ReplicaLag::Clock::time_point to) {
    return std::chrono::duration_cast<milliseconds>(to - from);
}

}  // namespace

void ReplicaLag::note(Connection& connection) {
    const auto now = Clock::now();
    add(query(connection, replica_sql::read_position)[0]["written"].as<std::int64_t>(), now);
}

void ReplicaLag::add(std::int64_t written, Clock::time_point now) {
    if (!samples_.empty() && samples_.back().written >= written) {
        samples_.back().last = now;
        return;
    }
    samples_.push_back({.written = written, .first = now, .last = now});
    if (samples_.size() <= most_samples) return;
    std::size_t place = 0;  // of an hours-long run every second one will do
    std::erase_if(samples_, [&](const Sample&) { return place++ % 2 == 1; });
}

std::vector<ReplicaLag::Replica> ReplicaLag::read_replicas(Connection& connection) {
    const auto now = Clock::now();
    const auto rows = query(connection, replica_sql::read_replicas);
    add(rows[0]["written"].as<std::int64_t>(), now);
    std::vector<Replica> replicas;
    for (const auto& row : rows) {
        if (row["name"].is_null()) continue;
        if (row["hidden"].as<bool>()) {
            if (const auto obstacle = read_lag_obstacle(connection)) throw refusal_of(*obstacle);
            continue;
        }
        Replica replica{.name = name_of(row), .replayed = row["replayed"].as<std::int64_t>()};
        if (!row["reported_ms"].is_null())
            replica.reported = milliseconds(row["reported_ms"].as<std::int64_t>());
        replicas.push_back(std::move(replica));
    }
    return replicas;
}

ReplicaLag::Lag ReplicaLag::lag_of(const Replica& replica, Clock::time_point now) const {
    const auto missed = std::ranges::upper_bound(samples_, replica.replayed, {}, &Sample::written);
    if (missed == samples_.end()) return {};
    const auto reported = replica.reported.value_or(milliseconds{0});
    const auto at_most =
        missed == samples_.begin() ? milliseconds::max() : between(std::prev(missed)->last, now);
    return {.at_least = std::max(reported, between(missed->first, now)),
            .at_most = std::max(reported, at_most)};
}

std::optional<ReplicaLag::Laggard> ReplicaLag::read_worst(Connection& connection) {
    std::optional<Laggard> worst;
    const auto replicas = read_replicas(connection);
    const auto now = Clock::now();
    for (const Replica& replica : replicas) {
        const Lag lag = lag_of(replica, now);
        const auto further = [](const Lag& a, const Lag& b) {
            return std::pair(a.at_most, a.at_least) > std::pair(b.at_most, b.at_least);
        };
        if (!worst || further(lag, worst->lag)) worst = Laggard{.name = replica.name, .lag = lag};
    }
    return worst;
}

void ReplicaLag::wait(const StepContext& context, milliseconds max) {
    const auto start = Clock::now();
    auto next_heartbeat = start;
    bool told = false;
    const auto longest = std::clamp(max / 4, shortest_pause, longest_pause);  // else no look is fresh enough
    auto pause = shortest_pause;
    for (;; std::this_thread::sleep_for(pause), pause = std::min(pause * 2, longest)) {
        context.stop_if_interrupted();
        const auto worst = read_worst(context.connection);
        if (!worst || worst->lag.at_most <= max) return;
        const auto now = Clock::now();
        const bool is_sure = worst->lag.at_least > max || now - start > silence;
        if (is_sure && !told) {
            context.observer.notice(fmt::format("waiting: replica {} is at least {} behind, {} are allowed",
                                                worst->name, duration_text(worst->lag.at_least),
                                                duration_text(max)));
            told = true;
        }
        if (now < next_heartbeat) continue;
        run_heartbeat(context.connection);
        next_heartbeat = now + heartbeat_interval;
    }
}

std::optional<Obstacle> read_lag_obstacle(Connection& connection) {
    const auto rows = query(connection, replica_sql::find_hidden_replica);
    if (rows.empty()) return std::nullopt;
    const std::string role = rows[0]["role"].c_str();
    return Obstacle{
        .reason =
            fmt::format("--max-lag needs the positions of the replicas, which the role {} may not see", role),
        .way_out = fmt::format(
            "Type as a superuser: GRANT pg_monitor TO {}; then run it again, or leave out --max-lag.", role)};
}

}  // namespace migrate

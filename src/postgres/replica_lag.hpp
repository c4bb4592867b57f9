#pragma once

#include "src/postgres/step_context.hpp"
#include "src/postgres/write_access.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace migrate {

/// Holds a run back while a connected replica is too far behind. A replica's own replay_lag does not grow
/// while its replay is paused or held up, so where the primary was, and when, is noted here as well. The more
/// often it is noted, the sooner a lag is told for sure.
class ReplicaLag {
  public:
    using Clock = std::chrono::steady_clock;

    /// Notes where the primary is now: one short query.
    void note(Connection& connection);

    /// Returns when every connected replica has replayed what the primary wrote `max` ago; says once which
    /// one it waits for. Replicas that are not connected are not waited for. Precondition: no transaction is
    /// open. Errors: ExitCode::refused where the role may not see positions; an interrupted run.
    void wait(const StepContext& context, std::chrono::milliseconds max);

  private:
    /// The primary was at a position from the first to the last of these times, and perhaps longer.
    struct Sample {
        std::int64_t written = 0;
        Clock::time_point first;
        Clock::time_point last;
    };
    struct Replica {
        std::string name;
        std::int64_t replayed = 0;
        std::optional<std::chrono::milliseconds> reported;
    };
    /// What is known of a lag: not less than, not more than.
    struct Lag {
        std::chrono::milliseconds at_least{0};
        std::chrono::milliseconds at_most{0};
    };
    struct Laggard {
        std::string name;
        Lag lag;
    };

    void add(std::int64_t written, Clock::time_point now);
    std::vector<Replica> read_replicas(Connection& connection);
    Lag lag_of(const Replica& replica, Clock::time_point now) const;
    std::optional<Laggard> read_worst(Connection& connection);

    std::vector<Sample> samples_;  ///< positions ascending
};

/// With --max-lag, where replicas hide their positions from this role.
std::optional<Obstacle> read_lag_obstacle(Connection& connection);

}  // namespace migrate

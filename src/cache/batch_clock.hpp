#pragma once

#include "src/cache/redis_connection.hpp"

#include <chrono>

namespace migrate {

/// How long a batch of commands keeps the server busy, without what the network takes: by the server's own
/// TIME around the batch in the pipeline, or, where the user may not ask for it, by the round trip less that
/// of a PING.
class BatchClock {
  public:
    using Time = std::chrono::microseconds;

    /// Asks which of both it is.
    explicit BatchClock(RedisConnection& connection);

    void append_start();   ///< before the commands
    void append_end();     ///< after them
    void receive_start();  ///< before their answers
    Time receive_end();    ///< after them; not negative

  private:
    using Steady = std::chrono::steady_clock;

    RedisConnection& connection_;
    bool by_server_;
    Time on_the_way_{0};
    Time server_start_{0};
    Steady::time_point start_;
};

}  // namespace migrate

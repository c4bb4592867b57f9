#pragma once

#include <chrono>

namespace migrate {

/// How many keys one batch looks at. Redis serves one client at a time, so a batch's length is the wait of
/// all others: SCAN's COUNT is halved after a batch that kept the server busy too long, and doubled after one
/// that was hardly noticed. The bounds were measured: docs/decisions/0016.
class BatchPace {
  public:
    using Time = std::chrono::microseconds;

    static constexpr int first_count = 250;
    static constexpr int least_count = 50;
    static constexpr int most_count = 1'000;
    static constexpr Time too_long{2'000};
    static constexpr Time hardly_noticed{500};

    /// `on_the_way`: of a round trip, what the network takes; it is not the server's.
    explicit BatchPace(Time on_the_way) : on_the_way_(on_the_way) {}

    int count() const { return count_; }
    Time worst() const { return worst_; }  ///< the longest that the server was busy
    /// `round_trip`: from sending a batch until the last of its answers.
    void took(Time round_trip);

  private:
    Time on_the_way_;
    Time worst_{0};
    int count_ = first_count;
};

}  // namespace migrate

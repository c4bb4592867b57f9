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

    int count() const { return count_; }
    Time worst() const { return worst_; }  ///< the longest that the server was busy
    /// `busy`: how long the last batch kept the server.
    void took(Time busy);

  private:
    Time worst_{0};
    int count_ = first_count;
};

}  // namespace migrate

#pragma once

#include <chrono>
#include <random>

namespace migrate {

/// The pauses between tries to connect: growing up to `longest`, and jittered, so that many daemons do not
/// come at the same moments.
class ListenerPauses {
  public:
    explicit ListenerPauses(std::chrono::milliseconds longest);

    /// Returns early when the descriptor `wake` can be read.
    void pause(int wake);
    void reset() { next_ = first; }

  private:
    static constexpr std::chrono::milliseconds first{100};

    std::chrono::milliseconds longest_;
    std::chrono::milliseconds next_ = first;
    std::minstd_rand random_{std::random_device{}()};
};

}  // namespace migrate

#pragma once

#include "src/revision/run_observer.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace migrate {

/// With every text harmless and without passwords: a query can hold anything.
Blocker shown(Blocker blocker);

/// Whom builds wait for, and who waits behind them, each told once. Times are since the run began.
class BlockerStory {
  public:
    /// What is to be said now. Whoever still blocks after ten minutes is named again.
    std::vector<std::string> tell(const BuildProgress& progress, std::chrono::milliseconds now);
    /// The build is over: what comes under its name is another one.
    void forget(const std::string& index);

  private:
    struct Told {
        std::string index;
        Blocker who;
        std::chrono::milliseconds at{0};
    };
    static Told* find(std::vector<Told>& told, const std::string& index, const Blocker& who);
    std::vector<std::string> tell_blockers(const BuildProgress& progress, std::chrono::milliseconds now);
    std::vector<std::string> tell_queued(const BuildProgress& progress, std::chrono::milliseconds now);

    std::vector<Told> blockers_;
    std::vector<Told> queued_;
};

}  // namespace migrate

#pragma once

#include "tests/fault/choices.hpp"
#include "tests/fault/session.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <utility>

namespace migrate::fault {

/// A session that a concurrent build has to wait for, idle in its transaction.
class Blocker {
  public:
    Blocker(Block block, std::string url) : block_(block), url_(std::move(url)) {}
    Blocker(const Blocker&) = delete;
    Blocker& operator=(const Blocker&) = delete;
    ~Blocker();

    /// The first of its two moments: before the run.
    void run_begins();
    /// The second: called for every phase that was seen.
    void phase_seen(const std::string& phase);
    /// Its transaction ends then, in the background.
    void end_after(std::chrono::milliseconds delay);

  private:
    void block();

    Block block_;
    std::string url_;
    std::unique_ptr<Session> session_;
    bool has_blocked_ = false;  ///< once a round
    std::thread ending_;
};

}  // namespace migrate::fault

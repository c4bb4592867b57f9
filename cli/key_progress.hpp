#pragma once

#include "cli/terminal.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace migrate {

/// How far a flush of Redis is, in one line of a terminal that is drawn again a few times a second; nothing
/// elsewhere.
class KeyProgress {
  public:
    KeyProgress(bool redraws, std::string cache) : redraws_(redraws), cache_(std::move(cache)) {}
    KeyProgress(const KeyProgress&) = delete;
    KeyProgress& operator=(const KeyProgress&) = delete;
    ~KeyProgress();

    void show(std::uint64_t found, std::uint64_t removed);

  private:
    bool redraws_;
    bool drawn_ = false;
    std::string cache_;
    std::chrono::steady_clock::time_point next_ = std::chrono::steady_clock::now() + interval;

    static constexpr std::chrono::milliseconds interval{200};
};

}  // namespace migrate

#pragma once

#include <chrono>
#include <thread>

namespace migrate::test {

/// Whether `condition` holds within a time that is generous on any machine.
template <typename Condition>
bool comes_true(Condition condition, std::chrono::milliseconds limit = std::chrono::seconds(30)) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return true;
}

}  // namespace migrate::test

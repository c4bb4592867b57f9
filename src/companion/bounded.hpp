#pragma once

#include <chrono>
#include <functional>
#include <future>
#include <optional>
#include <thread>
#include <utility>

namespace migrate {

/// What `body` returns or throws, if it is done by the deadline. Otherwise empty, and its thread goes on by
/// itself: names are resolved, and TLS is negotiated, in calls that nobody can interrupt. So `body` must own
/// all that it uses.
template <typename Result>
std::optional<Result> run_bounded(std::chrono::steady_clock::time_point deadline,
                                  std::function<Result()> body) {
    std::packaged_task<Result()> task(std::move(body));
    std::future<Result> result = task.get_future();
    std::thread(std::move(task)).detach();
    if (result.wait_until(deadline) != std::future_status::ready) return std::nullopt;
    return result.get();
}

}  // namespace migrate

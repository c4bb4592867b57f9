#pragma once

#include "src/base/error.hpp"

#include <cerrno>
#include <chrono>
#include <string_view>
#include <system_error>
#include <thread>

#include <fmt/format.h>

namespace migrate {

/// What the operating system said: "cannot <what>: <reason>", reason from errno.
[[nodiscard]] inline Error system_error(std::string_view what) {
    return {ExitCode::unreachable,
            fmt::format("cannot {}: {}", what, std::generic_category().message(errno))};
}

/// The result of a system call; throws system_error(what) where it is -1.
inline int checked(int result, std::string_view what) {
    if (result == -1) throw system_error(what);
    return result;
}

/// Asks until the answer is yes (true) or the patience has run out (false).
template <class Question>
bool poll_until(std::chrono::milliseconds patience, Question question) {
    using std::chrono::steady_clock;
    constexpr std::chrono::milliseconds pause(5);
    for (const auto deadline = steady_clock::now() + patience; !question();) {
        if (steady_clock::now() >= deadline) return false;
        std::this_thread::sleep_for(pause);
    }
    return true;
}

}  // namespace migrate

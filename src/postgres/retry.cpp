#include "src/postgres/retry.hpp"

#include "src/postgres/query.hpp"

#include <algorithm>
#include <random>
#include <thread>

#include <fmt/format.h>

namespace migrate {

namespace {

std::chrono::milliseconds pause_before(int attempt) {
    static thread_local std::minstd_rand generator{std::random_device{}()};
    const int longest = std::min(5'000, 50 << std::min(attempt, 7));
    return std::chrono::milliseconds(std::uniform_int_distribution<int>(longest / 2, longest)(generator));
}

Error interrupted(const std::string& what) {
    return {ExitCode::step_failed, fmt::format("{} was interrupted", what),
            "What was reported as done is done. Run the same command again to go on."};
}

}  // namespace

std::optional<Error> run_with_retries(const StepContext& context, const std::string& what,
                                      const std::function<std::optional<Error>()>& attempt) {
    for (int tries = 1;; ++tries) {
        context.stop_if_interrupted();
        std::optional<Error> error = attempt();
        if (error && error->sql().sqlstate == "57014" && context.is_interrupted()) return interrupted(what);
        if (!error || !is_worth_retrying(*error) || tries >= context.options.attempts) return error;
        context.observer.retrying(what, error->message(), tries);
        pause_before_retry(context, tries);
    }
}

void pause_before_retry(const StepContext& context, int tries) {
    const auto end = std::chrono::steady_clock::now() + pause_before(tries);
    while (std::chrono::steady_clock::now() < end && !context.is_interrupted())
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
}

bool may_try_again(const Error& error) {
    return is_worth_retrying(error) || error.sql().sqlstate == "57014" ||
           error.code() == ExitCode::unreachable;
}

}  // namespace migrate

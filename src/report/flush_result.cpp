#include "src/report/flush_result.hpp"

#include <algorithm>

namespace migrate {

bool is_silent(const DaemonAnswer& daemon) {
    return !daemon.answered_after;
}

std::size_t silent_daemons(const FlushResult& result) {
    if (result.dry_run || !result.daemons) return 0;
    return static_cast<std::size_t>(std::ranges::count_if(result.daemons->daemons, is_silent));
}

std::vector<Error> failures_of(const FlushResult& result) {
    std::vector<Error> failures = result.failures;
    for (const RedisFlush& cache : result.redis) {
        for (const RedisNodeFlush& node : cache.nodes) {
            if (node.failure) failures.push_back(*node.failure);
        }
    }
    return failures;
}

ExitCode exit_code_of(const FlushResult& result) {
    const std::vector<Error> failures = failures_of(result);
    const auto is_unreachable = [](const Error& error) { return error.code() == ExitCode::unreachable; };
    if (std::ranges::any_of(failures, is_unreachable)) return ExitCode::unreachable;
    if (!failures.empty()) return ExitCode::step_failed;
    return silent_daemons(result) > 0 ? ExitCode::findings : ExitCode::done;
}

}  // namespace migrate

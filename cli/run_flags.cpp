#include "cli/run_flags.hpp"

#include "cli/help.hpp"
#include "src/base/error.hpp"
#include "src/base/quantity.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace migrate {

namespace {

std::chrono::milliseconds duration_option(std::string_view option, const std::string& text) {
    const auto duration = parse_duration(text);
    if (!duration)
        throw Error(ExitCode::usage, fmt::format("{} {} is no time", option, text),
                    "Write it as 500ms, 30s or 2min.");
    return *duration;
}

std::optional<std::chrono::milliseconds> limit_option(
    std::string_view option, const std::string& text,
    const std::optional<std::chrono::milliseconds>& configured) {
    return text.empty() ? configured : duration_option(option, text);
}

BuildResources build_resources(const Config& config, const RunFlags& flags) {
    BuildResources build;
    build.jobs = flags.jobs > 0 ? flags.jobs : config.jobs.value_or(build.jobs);
    build.workers = config.workers.value_or(build.workers);
    build.memory_kb = config.memory_bytes.value_or(0) / 1024;
    return build;
}

}  // namespace

RunOptions run_options(const RunFlags& flags, const Config& config) {
    RunOptions options;
    options.build = build_resources(config, flags);
    options.lock_timeout = flags.lock_timeout.empty() ? config.lock_timeout.value_or(options.lock_timeout)
                                                      : duration_option("--lock-timeout", flags.lock_timeout);
    options.attempts = config.attempts.value_or(options.attempts);
    options.max_wait = limit_option("--max-wait", flags.max_wait, config.max_wait);
    options.max_lag = limit_option("--max-lag", flags.max_lag, config.max_lag);
    options.cancel_queued = flags.cancel_queued || config.cancel_queued.value_or(false);
    IndexPolicy& policy = options.index_policy;
    policy.small_table_bytes = config.small_table_bytes.value_or(policy.small_table_bytes);
    policy.on_conflict =
        on_conflict_named(flags.on_conflict).value_or(config.on_conflict.value_or(policy.on_conflict));
    policy.on_equivalent = on_equivalent_named(flags.on_equivalent)
                               .value_or(config.on_equivalent.value_or(policy.on_equivalent));
    return options;
}

void add_lock_flags(CLI::App& command, RunFlags& flags) {
    command.add_option("--lock-wait", flags.lock_wait, "how long to wait for another runner (else 60s)")
        ->type_name("TIME");
    command.add_flag("--no-wait", flags.no_wait, "do not wait for another runner");
    command
        .add_option("--lock-timeout", flags.lock_timeout,
                    "of statements that take strong locks; they are tried again (else 2s)")
        ->type_name("TIME");
}

void add_index_flags(CLI::App& command, RunFlags& flags) {
    command
        .add_option("--on-conflict", flags.on_conflict,
                    "another index has the name: refuse, replace or keep (else refuse)")
        ->type_name("WHAT")
        ->check(one_of({"refuse", "replace", "keep"}));
    command
        .add_option("--on-equivalent", flags.on_equivalent,
                    "the same index has another name: accept, build or rename (else accept)")
        ->type_name("WHAT")
        ->check(one_of({"accept", "build", "rename"}));
}

void add_build_flags(CLI::App& command, RunFlags& flags) {
    command.add_option("--jobs", flags.jobs, "tables worked on at a time (else 2)")
        ->type_name("N")
        ->check(CLI::Range(1, 64));
    command
        .add_option("--max-wait", flags.max_wait,
                    "how long one index may wait for others' transactions (else without end)")
        ->type_name("TIME");
    command.add_option("--max-lag", flags.max_lag, "pause between indexes while a replica is further behind")
        ->type_name("TIME");
    command.add_flag("--cancel-queued", flags.cancel_queued,
                     "cancel a statement that waits behind a build and would have it killed");
}

std::chrono::milliseconds lock_wait_of(const RunFlags& flags, const Config& config) {
    if (flags.no_wait) return std::chrono::milliseconds{0};
    if (!flags.lock_wait.empty()) return duration_option("--lock-wait", flags.lock_wait);
    return config.lock_wait.value_or(std::chrono::seconds{60});
}

}  // namespace migrate

#pragma once

#include "src/files/config_file.hpp"
#include "src/postgres/run_plan.hpp"

#include <chrono>
#include <string>

namespace CLI {
class App;
}

namespace migrate {

/// Options that up, down and redo share.
struct RunFlags {
    std::string lock_wait;
    bool no_wait = false;
    std::string lock_timeout;
    std::string on_conflict;
    std::string on_equivalent;
    int jobs = 0;  ///< 0: not said
    std::string max_wait;
    std::string max_lag;
    bool cancel_queued = false;
};
void add_lock_flags(CLI::App& command, RunFlags& flags);
void add_index_flags(CLI::App& command, RunFlags& flags);
void add_build_flags(CLI::App& command, RunFlags& flags);

/// How long to wait for another runner: --no-wait, --lock-wait, migrate.toml, a minute.
std::chrono::milliseconds lock_wait_of(const RunFlags& flags, const Config& config);

/// How a run shall go: flags before migrate.toml before the defaults. Errors: ExitCode::usage.
RunOptions run_options(const RunFlags& flags, const Config& config);

}  // namespace migrate

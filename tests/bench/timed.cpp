// Runs a command and prints what it took: wall clock milliseconds, its peak resident memory in KiB, and the
// milliseconds of processor time it used.
//
//   timed COMMAND [ARGUMENT...]
//
// The command's own output is thrown away, its errors are not; the exit status is the command's.

#include <chrono>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

struct Cost {
    std::chrono::duration<double, std::milli> wall{};
    long peak_kib = 0;  ///< not under this program's own few MiB, which the kernel counts in
    double processor_ms = 0;
    int exit_code = 0;
};

double milliseconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
}

/// 0, or the number of the error.
int spawn_silent(char** command, pid_t& child) {
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    const int failure = ::posix_spawnp(&child, *command, &actions, nullptr, command, environ);
    ::posix_spawn_file_actions_destroy(&actions);
    return failure;
}

Cost run_timed(char** command) {
    constexpr int cannot_start = 127;  // as shells say it
    const auto start = std::chrono::steady_clock::now();
    pid_t child = 0;
    if (const int failure = spawn_silent(command, child); failure != 0) {
        std::fprintf(stderr, "timed: cannot run %s: %s\n", *command, std::strerror(failure));
        return {.exit_code = cannot_start};
    }
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    return {.wall = std::chrono::steady_clock::now() - start,
            .peak_kib = usage.ru_maxrss,
            .processor_ms = milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
            .exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)};
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        std::fputs("timed: say which command\n", stderr);
        return 2;
    }
    const Cost cost = run_timed(arguments + 1);
    std::printf("%.3f %ld %.3f\n", cost.wall.count(), cost.peak_kib, cost.processor_ms);
    return cost.exit_code;
}

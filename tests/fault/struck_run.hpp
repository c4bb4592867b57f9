#pragma once

#include "tests/fault/blocker.hpp"
#include "tests/fault/choices.hpp"
#include "tests/fault/monitor.hpp"
#include "tests/fault/proxy.hpp"
#include "tests/fault/round.hpp"
#include "tests/support/migrate_test.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace migrate::fault {

/// What happens to one run.
struct StrikePlan {
    Fault fault;
    Moment moment;
    std::optional<Fault> second;
    std::chrono::milliseconds second_after;
    std::chrono::milliseconds block_after;
    unsigned victim;
    std::chrono::milliseconds outage;
    std::chrono::milliseconds usual_duration;
    std::chrono::milliseconds patience;  ///< with a program whose connections are half-open
};

struct Scene {
    const test::MigrateTest& program;  ///< its database is reached through the proxy
    Proxy& proxy;
    Monitor& monitor;
    Blocker& blocker;
};

struct StruckRun {
    test::ProcessResult result;
    std::vector<Strike> strikes;
    Violations violations;
    bool noticed_half_open = false;
    bool killed_half_open = false;
};

/// Returns when the program has ended and the network is sound again.
StruckRun run_and_strike(const Scene& scene, const std::vector<std::string>& arguments,
                         const StrikePlan& plan);

/// "exit code 4", "signal 9".
std::string end_of(const test::ProcessResult& result);

}  // namespace migrate::fault

#pragma once

#include "tests/fault/monitor.hpp"
#include "tests/fault/proxy.hpp"
#include "tests/support/process.hpp"

#include <array>
#include <chrono>
#include <string_view>

namespace migrate::fault {

enum class Fault {
    kill,
    terminate,
    interrupt,
    terminate_one,
    terminate_all,
    cancel_one,
    cancel_all,
    crash,
    cut,
    half_open,
};

struct FaultText {
    Fault fault;
    std::string_view name;
};

/// All faults, in the order of the report.
const std::array<FaultText, 10>& fault_texts();
std::string_view name_of(Fault fault);

/// What a fault strikes, and its random details.
struct Target {
    const test::Process& program;
    Proxy& proxy;
    Monitor& monitor;
    unsigned victim = 0;                  ///< which session, where it is one of several
    std::chrono::milliseconds outage{0};  ///< from crash to restart of the server
};

/// Returns when it has struck; after a crash, when the server is up again.
void strike(Fault fault, const Target& target);
/// How `fault` may end the program itself: 0 where by no signal.
int signal_of(Fault fault);

}  // namespace migrate::fault

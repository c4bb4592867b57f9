#include "tests/fault/faults.hpp"

#include "tests/support/test_server.hpp"

#include <csignal>
#include <thread>

namespace migrate::fault {

const std::array<FaultText, 10>& fault_texts() {
    static constexpr std::array<FaultText, 10> texts{{
        {Fault::kill, "client SIGKILL"},
        {Fault::terminate, "client SIGTERM"},
        {Fault::interrupt, "client SIGINT"},
        {Fault::terminate_one, "pg_terminate_backend, one session"},
        {Fault::terminate_all, "pg_terminate_backend, all sessions"},
        {Fault::cancel_one, "pg_cancel_backend, one session"},
        {Fault::cancel_all, "pg_cancel_backend, all sessions"},
        {Fault::crash, "server crash and restart"},
        {Fault::cut, "connections cut"},
        {Fault::half_open, "connections half-open"},
    }};
    return texts;
}

std::string_view name_of(Fault fault) {
    for (const FaultText& text : fault_texts()) {
        if (text.fault == fault) return text.name;
    }
    return "";
}

int signal_of(Fault fault) {
    switch (fault) {
        case Fault::kill:
            return SIGKILL;
        case Fault::terminate:
            return SIGTERM;
        case Fault::interrupt:
            return SIGINT;
        default:
            return 0;
    }
}

namespace {

void crash_server(std::chrono::milliseconds outage) {
    test::test_server().kill_immediately();
    std::this_thread::sleep_for(outage);
    test::test_server().start_again();
}

}  // namespace

void strike(Fault fault, const Target& target) {
    switch (fault) {
        case Fault::kill:
        case Fault::terminate:
        case Fault::interrupt:
            return target.program.kill(signal_of(fault));
        case Fault::terminate_one:
            return target.monitor.signal_one("pg_terminate_backend", target.victim);
        case Fault::terminate_all:
            return target.monitor.signal_all("pg_terminate_backend");
        case Fault::cancel_one:
            return target.monitor.signal_one("pg_cancel_backend", target.victim);
        case Fault::cancel_all:
            return target.monitor.signal_all("pg_cancel_backend");
        case Fault::crash:
            return crash_server(target.outage);
        case Fault::cut:
            return target.proxy.cut();
        case Fault::half_open:
            return target.proxy.go_silent();
    }
}

}  // namespace migrate::fault

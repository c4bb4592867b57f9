#include "cli/interrupt.hpp"

#include <csignal>
#include <initializer_list>

namespace migrate {

namespace {

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

void note_interrupt(int /*signal*/) {
    interrupted = true;
}

}  // namespace

const std::atomic<bool>& watch_for_interrupt() {
    struct sigaction action {};
    action.sa_handler = note_interrupt;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaction(signal, &action, nullptr);
    return interrupted;
}

}  // namespace migrate

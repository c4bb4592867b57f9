#include "src/index/build_watch.hpp"

namespace migrate {

namespace {

using std::chrono::milliseconds;

/// Less than the server's deadlock_timeout (1 s unless set otherwise): while our statement queues it holds a
/// snapshot, and a build that waits for that snapshot would be found in a deadlock with us after that time.
constexpr milliseconds queue_patience{500};
/// The server cancels an autovacuum that somebody has waited for longer than deadlock_timeout.
constexpr milliseconds autovacuum_patience{5'000};
/// An answer can be on its way for a moment.
constexpr milliseconds answer_patience{2'000};

}  // namespace

WatchVerdict BuildWatch::look(const BuildSight& sight, milliseconds now) {
    const milliseconds passed = now - last_;
    last_ = now;
    ended_ = sight.running ? milliseconds{0} : ended_ + passed;
    in_queue_ = sight.waits_for_table ? in_queue_ + passed : milliseconds{0};
    if (sight.waits) budget_.used += passed;
    if (ended_ >= answer_patience) return WatchVerdict::line_dead;
    if (sight.waits && budget_.exhausted()) return WatchVerdict::give_up;
    if (in_queue_ >= (sight.only_for_autovacuum ? autovacuum_patience : queue_patience))
        return WatchVerdict::step_back;
    return WatchVerdict::go_on;
}

}  // namespace migrate

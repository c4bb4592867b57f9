#include "src/index/build_watch.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;
using std::chrono::milliseconds;

namespace {

/// Looks four times a second and says when the verdict was no longer "go on".
struct Ended {
    WatchVerdict verdict = WatchVerdict::go_on;
    milliseconds at{0};
};

Ended watch(const BuildSight& sight, WaitBudget& budget, milliseconds for_long) {
    BuildWatch watch(budget);
    for (milliseconds now{250}; now <= for_long; now += milliseconds(250)) {
        const WatchVerdict verdict = watch.look(sight, now);
        if (verdict != WatchVerdict::go_on) return {verdict, now};
    }
    return {};
}

constexpr milliseconds an_hour{3'600'000};

}  // namespace

TEST_CASE("a build that works is never interfered with, however long it takes") {
    WaitBudget budget{.limit = milliseconds(1'000)};
    const BuildSight scanning{.phase = "building index: scanning table", .phase_ratio = 0.5};
    CHECK(watch(scanning, budget, an_hour).verdict == WatchVerdict::go_on);
    CHECK(budget.used == milliseconds(0));
}

TEST_CASE("without a limit a wait has no end") {
    WaitBudget budget;
    const BuildSight waiting{.phase = "waiting for old snapshots", .waits = true};
    CHECK(watch(waiting, budget, an_hour).verdict == WatchVerdict::go_on);
}

TEST_CASE("a wait is given up when all waits together have used the limit up") {
    WaitBudget budget{.limit = milliseconds(5'000), .used = milliseconds(3'000)};
    const BuildSight waiting{.phase = "waiting for old snapshots", .waits = true};
    const Ended ended = watch(waiting, budget, an_hour);
    CHECK(ended.verdict == WatchVerdict::give_up);
    CHECK(ended.at == milliseconds(2'000));
}

TEST_CASE("in the queue for the table a build steps back before others would be deadlocked with it") {
    WaitBudget budget;
    const BuildSight queued{.waits = true, .waits_for_table = true};
    const Ended ended = watch(queued, budget, an_hour);
    CHECK(ended.verdict == WatchVerdict::step_back);
    CHECK(ended.at < milliseconds(1'000));
}

TEST_CASE("behind autovacuum alone it stays in the queue until the server has sent autovacuum away") {
    WaitBudget budget;
    const BuildSight queued{.waits = true, .waits_for_table = true, .only_for_autovacuum = true};
    const Ended ended = watch(queued, budget, an_hour);
    CHECK(ended.verdict == WatchVerdict::step_back);
    CHECK(ended.at > milliseconds(1'000));
}

TEST_CASE("a statement that the server has ended, and whose answer never comes, is a dead line") {
    WaitBudget budget;
    const Ended ended = watch({.running = false}, budget, an_hour);
    CHECK(ended.verdict == WatchVerdict::line_dead);
    CHECK(watch({.running = false}, budget, milliseconds(1'000)).verdict == WatchVerdict::go_on);
}

TEST_CASE("time in the queue counts only while it goes on") {
    WaitBudget budget;
    BuildWatch watch(budget);
    const BuildSight queued{.waits = true, .waits_for_table = true};
    CHECK(watch.look(queued, milliseconds(300)) == WatchVerdict::go_on);
    CHECK(watch.look({.phase = "initializing"}, milliseconds(400)) == WatchVerdict::go_on);
    CHECK(watch.look(queued, milliseconds(700)) == WatchVerdict::go_on);
    CHECK(watch.look(queued, milliseconds(900)) == WatchVerdict::step_back);
}

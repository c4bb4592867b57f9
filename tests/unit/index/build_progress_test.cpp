#include "src/index/build_progress.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;
using std::chrono::milliseconds;

namespace {

constexpr auto scanning = "building index: scanning table";
constexpr auto sorting = "building index: sorting live tuples";
constexpr auto loading = "building index: loading tuples in tree";
constexpr auto waiting = "waiting for old snapshots";
constexpr auto validating = "index validation: scanning table";

}  // namespace

TEST_CASE("the percentage grows through the counted phases and never reaches a hundred") {
    ProgressMeter meter;
    meter.look(scanning, 0.5, milliseconds(0));
    const double half_scanned = meter.percent();
    CHECK(half_scanned > 0);
    meter.look(loading, 0.1, milliseconds(1'000));
    CHECK(meter.percent() > half_scanned);
    meter.look(validating, 1.0, milliseconds(2'000));
    CHECK(meter.percent() < 100);
}

TEST_CASE("the percentage never goes back, also when the server's counter does") {
    ProgressMeter meter;
    meter.look(scanning, 0.8, milliseconds(0));
    const double before = meter.percent();
    meter.look(scanning, 0.2, milliseconds(250));
    CHECK(meter.percent() == before);
}

TEST_CASE("waits and sorts have no percentage and no time left") {
    ProgressMeter meter;
    meter.look(scanning, 0.1, milliseconds(0));
    meter.look(scanning, 0.9, milliseconds(10'000));
    for (const auto* phase : {sorting, waiting, ""}) {
        meter.look(phase, -1, milliseconds(20'000));
        CHECK(meter.percent() < 0);
        CHECK_FALSE(meter.left_in_phase());
    }
}

TEST_CASE("the time left in a phase comes from the phase's own rate") {
    ProgressMeter meter;
    meter.look(scanning, 0.0, milliseconds(5'000));
    CHECK_FALSE(meter.left_in_phase());
    meter.look(scanning, 0.25, milliseconds(15'000));
    REQUIRE(meter.left_in_phase());
    CHECK(*meter.left_in_phase() == milliseconds(30'000));
    meter.look(loading, 0.5, milliseconds(16'000));
    CHECK_FALSE(meter.left_in_phase());  // a new phase has a rate of its own
}

TEST_CASE("a rate from the first moments would be a guess and is not told") {
    ProgressMeter meter;
    meter.look(scanning, 0.0, milliseconds(0));
    meter.look(scanning, 0.5, milliseconds(200));
    CHECK_FALSE(meter.left_in_phase());
}

#include "src/index/build_order.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

using Places = std::vector<std::vector<std::vector<std::size_t>>>;  ///< wave, lane, place

Places places(const BuildWaves& waves) {
    Places result;
    for (const auto& wave : waves) {
        result.emplace_back();
        for (const TableLane& lane : wave) result.back().push_back(lane.places);
    }
    return result;
}

constexpr std::int64_t large = 1'000'000'000;
constexpr std::int64_t larger = 2'000'000'000;

}  // namespace

TEST_CASE("two builds on one table stand in one lane, one behind the other") {
    const auto waves =
        plan_build_waves({{.place = 0, .table = "a", .table_bytes = large, .takes_long = true},
                          {.place = 1, .table = "b", .table_bytes = large, .takes_long = true},
                          {.place = 2, .table = "a", .table_bytes = large, .takes_long = true}});
    CHECK(places(waves) == Places{{{0, 2}, {1}}});
}

TEST_CASE("the largest table comes first") {
    const auto waves =
        plan_build_waves({{.place = 0, .table = "a", .table_bytes = 8192},
                          {.place = 1, .table = "b", .table_bytes = large, .takes_long = true},
                          {.place = 2, .table = "c", .table_bytes = larger, .takes_long = true}});
    CHECK(places(waves) == Places{{{2}, {1}, {0}}});
}

TEST_CASE("builds that others would wait for go last") {
    const auto waves = plan_build_waves(
        {{.place = 0, .table = "a", .table_bytes = larger, .holds_snapshot = true, .takes_long = true},
         {.place = 1, .table = "a", .table_bytes = larger, .takes_long = true},
         {.place = 2, .table = "b", .table_bytes = large, .takes_long = true}});
    CHECK(places(waves) == Places{{{1}, {2}}, {{0}}});
}

TEST_CASE("on a small table an expression holds nobody up, and stays in its place") {
    const auto waves =
        plan_build_waves({{.place = 0, .table = "a", .table_bytes = 8192, .holds_snapshot = true},
                          {.place = 1, .table = "a", .table_bytes = 8192}});
    CHECK(places(waves) == Places{{{0, 1}}});
}

TEST_CASE("a drop does not pass the late build that it stands behind, and nothing passes the drop") {
    const auto waves = plan_build_waves(
        {{.place = 0, .table = "a", .table_bytes = large, .holds_snapshot = true, .takes_long = true},
         {.place = 1, .table = "a", .table_bytes = large, .takes_long = true, .drops = true},
         {.place = 2, .table = "a", .table_bytes = large, .takes_long = true},
         {.place = 3, .table = "b", .table_bytes = large, .takes_long = true}});
    CHECK(places(waves) == Places{{{3}}, {{0, 1, 2}}});
}

TEST_CASE("nothing to do makes no wave") {
    CHECK(plan_build_waves({}).empty());
}

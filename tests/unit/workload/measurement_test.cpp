#include "src/workload/measurement.hpp"

#include "src/workload/percentile.hpp"
#include "tests/support/catch.hpp"

#include <cmath>

using namespace migrate;

TEST_CASE("a percentile is the smallest value that so many do not exceed") {
    CHECK(percentile({}, 50) == 0);
    CHECK(percentile({7}, 50) == 7);
    CHECK(percentile({4, 1, 3, 2}, 50) == 2);
    CHECK(percentile({5, 1, 3, 2, 4}, 50) == 3);
    std::vector<std::int64_t> hundred;
    for (int i = 100; i > 0; --i) hundred.push_back(i);
    CHECK(percentile(hundred, 95) == 95);
    CHECK(percentile(hundred, 100) == 100);
    CHECK(percentile({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, 95) == 15);
}

TEST_CASE("a summary is of medians, of as many runs as are wanted") {
    const std::vector<QueryRun> runs{
        {0, {.shared_hit = 10, .shared_read = 5, .rows = 1, .microseconds = 100}},
        {1, {.shared_hit = 30, .shared_read = 0, .rows = 3, .microseconds = 300}},
        {2, {.shared_hit = 20, .shared_read = 1, .rows = 2, .microseconds = 900}}};
    const QuerySummary all = summary_of(runs);
    CHECK(all.runs == 3);
    CHECK(all.blocks == 21);
    CHECK(all.read == 1);
    CHECK(all.median_us == 300);
    CHECK(all.p95_us == 900);
    CHECK(summary_of(runs, 1).blocks == 15);
    CHECK(summary_of(runs, 1).runs == 1);
    CHECK(summary_of({}).runs == 0);
}

TEST_CASE("an action's throughput is how many of its runs fit into a second") {
    const FormMeasurement form{.runs_us = {1000, 3000}};
    CHECK(std::llround(form.per_second()) == 500);
    CHECK(FormMeasurement{}.per_second() == 0);
}

TEST_CASE("the blocks of an action are those of its queries, and unknown as soon as one is") {
    Measurement measurement;
    measurement.queries = {{.id = "a", .runs = {{0, {.shared_hit = 10}}}},
                           {.id = "b", .runs = {{0, {.shared_hit = 5}}}},
                           {.id = "c", .not_measured = "why"}};
    CHECK(measurement.blocks_of({.queries = {"a", "b", "a"}}) == 25);
    CHECK(measurement.blocks_of({.queries = {"a", "c"}}) == std::nullopt);
    CHECK(measurement.blocks_of({.queries = {"a", "c"}, .left_out = {"c"}}) == 10);
}

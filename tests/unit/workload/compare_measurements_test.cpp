#include "src/workload/compare_measurements.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

std::vector<QueryRun> runs_of(const std::vector<std::int64_t>& blocks) {
    std::vector<QueryRun> runs;
    for (const std::int64_t hit : blocks)
        runs.push_back({runs.size(), {.shared_hit = hit, .microseconds = hit}});
    return runs;
}

Measurement of(std::vector<QueryMeasurement> queries) {
    Measurement measurement;
    measurement.queries = std::move(queries);
    return measurement;
}

CostChange change_between(std::int64_t before, std::int64_t after) {
    return compare_measurements(of({{.id = "q", .runs = runs_of({before})}}),
                                of({{.id = "q", .runs = runs_of({after})}}))
        .queries.front()
        .change;
}

ComparedForm form_of(std::vector<std::int64_t> runs_us, std::int64_t blocks,
                     std::vector<std::string> queries = {"q"}) {
    return {{.queries = std::move(queries), .runs_us = std::move(runs_us)}, blocks};
}

}  // namespace

TEST_CASE("blocks decide whether a query costs less, and a few are no difference") {
    CHECK(change_between(800, 20) == CostChange::less);
    CHECK(change_between(20, 800) == CostChange::more);
    CHECK(change_between(3, 5) == CostChange::same);
    CHECK(change_between(3, 6) == CostChange::more);
    CHECK(change_between(1000, 950) == CostChange::same);
    CHECK(change_between(1000, 949) == CostChange::less);
}

TEST_CASE("runs are compared with the same parameters: only as many as both measurements have") {
    const auto row = compare_measurements(of({{.id = "q", .runs = runs_of({10, 10})}}),
                                          of({{.id = "q", .runs = runs_of({10, 10, 900, 900, 900})}}))
                         .queries.front();
    CHECK(row.change == CostChange::same);
    CHECK(row.after.runs == 2);
}

TEST_CASE("what one side did not measure is not compared, and says on which side and why") {
    const Measurement before =
        of({{.id = "a", .not_measured = "it was slow"}, {.id = "w", .not_measured = "w"}, {.id = "gone"}});
    const Measurement after =
        of({{.id = "a", .runs = runs_of({4})}, {.id = "w", .not_measured = "w"}, {.id = "new"}});
    const auto rows = compare_measurements(before, after).queries;
    REQUIRE(rows.size() == 4);
    for (const QueryComparison& row : rows) CHECK(row.change == CostChange::unknown);
    CHECK(rows[0].not_compared == "before: it was slow");
    CHECK(rows[0].after.blocks == 4);
    CHECK(rows[1].not_compared == "w");
    CHECK(rows[2].not_compared == "it was not part of the measurement before");
    CHECK(rows[3].not_compared == "it was not part of the measurement after");
}

TEST_CASE("a plan has changed when both are known and the most frequent ones differ") {
    const auto changed = [](const std::string& before, const std::string& after) {
        const auto query = [](const std::string& text) {
            return of({{.id = "q",
                        .plans = text.empty() ? std::vector<ChosenPlan>{}
                                              : std::vector<ChosenPlan>{{{.text = text}, 3}}}});
        };
        return compare_measurements(query(before), query(after)).queries.front().plan_changed;
    };
    CHECK(changed("Seq Scan t", "Index Scan t by i"));
    CHECK_FALSE(changed("Seq Scan t", "Seq Scan t"));
    CHECK_FALSE(changed("", "Seq Scan t"));
}

TEST_CASE("times differ only where runs lie apart, far enough, and there is a reason") {
    const ComparedForm slow = form_of({100, 110, 120}, 500);
    CHECK(speed_change(slow, form_of({10, 11, 12}, 20)) == SpeedChange::faster);
    CHECK(speed_change(form_of({10, 11, 12}, 20), slow) == SpeedChange::slower);
    CHECK(speed_change(slow, form_of({90, 95, 99}, 20)) == SpeedChange::unclear);
    CHECK(speed_change(slow, form_of({10, 70, 300}, 20)) == SpeedChange::unclear);
    // The same queries read the same blocks: the machine was slower, not the database.
    CHECK(speed_change(slow, form_of({10, 11, 12}, 501)) == SpeedChange::unclear);
    CHECK(speed_change(slow, form_of({10, 11, 12}, 501, {"other"})) == SpeedChange::faster);
    CHECK(speed_change(slow, {{.not_measured = "why"}, {}}) == SpeedChange::unknown);
    ComparedForm partly = form_of({10, 11, 12}, 20);
    partly.form.left_out = {"q"};
    CHECK(speed_change(slow, partly) == SpeedChange::unknown);
}

TEST_CASE("an action is its old form before and after, and its lean form after") {
    Measurement before;
    before.actions = {{.id = "m", .before = {.runs_us = {9}}, .after = {.runs_us = {8}}}};
    Measurement after;
    after.actions = {{.id = "m", .before = {.runs_us = {7}}, .after = {.runs_us = {6}}},
                     {.id = "new", .before = {.runs_us = {1}}}};
    const auto actions = compare_measurements(before, after).actions;
    REQUIRE(actions.size() == 2);
    CHECK(actions[0].before.form.median_us() == 9);
    CHECK(actions[0].same_queries.form.median_us() == 7);
    CHECK(actions[0].after.form.median_us() == 6);
    CHECK_FALSE(actions[1].before.form.is_measured());
}

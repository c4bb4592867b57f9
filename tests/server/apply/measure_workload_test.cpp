// The bot's workload, measured on real data.

#include "src/workload/compare_measurements.hpp"
#include "tests/server/apply/bot_workload.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>

using namespace migrate;
using namespace migrate::test;

namespace {

const QueryComparison& row_of(const MeasurementComparison& comparison, const std::string& id) {
    const auto found = std::ranges::find(comparison.queries, id, &QueryComparison::id);
    REQUIRE(found != comparison.queries.end());
    return *found;
}

}  // namespace

TEST_CASE(
    "the twelve indexes make the bot's queries read less by other plans, and measuring changes nothing") {
    const TestDatabase database = bare_bot_database();
    Connection connection = connect_to(database.url());
    const Workload workload = bot_workload();
    const std::string content = content_of(database);
    const Measurement before = run_measurement(connection, workload);
    CHECK(content_of(database) == content);
    create_twelve_indexes(database);
    const Measurement after = run_measurement(connection, workload, {.samples = &before.samples});

    const MeasurementComparison comparison = compare_measurements(before, after);
    CHECK(comparison.queries.size() == workload.queries.size());
    for (const char* id : {"context_tail", "context_stats", "links_of_bot"}) {
        const QueryComparison& row = row_of(comparison, id);
        INFO(id << ": " << row.not_compared << " " << row.before.blocks << " -> " << row.after.blocks << "\n"
                << row.shape_before << "\n"
                << row.shape_after);
        CHECK(row.change == CostChange::less);
        CHECK(row.before.blocks > 3 * row.after.blocks);
        CHECK(row.plan_changed);
        CHECK(row.same_parameters);
    }
    // The unique constraint on (chat_id, bot_instance_id) served this one all along.
    CHECK(row_of(comparison, "active_link").change == CostChange::same);
    CHECK_FALSE(row_of(comparison, "active_link").plan_changed);
}

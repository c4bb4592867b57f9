// The bot's workload, measured on real data.

#include "src/postgres/query.hpp"
#include "src/workload/compare_measurements.hpp"
#include "tests/server/apply/bot_workload.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/comes_true.hpp"
#include "tests/support/idle_session.hpp"
#include "tests/support/pgbouncer.hpp"
#include "tests/support/standby.hpp"
#include "tests/support/test_role.hpp"

#include <algorithm>

using namespace migrate;
using namespace migrate::test;

namespace {

const QueryComparison& row_of(const MeasurementComparison& comparison, std::string_view id) {
    const auto found = std::ranges::find(comparison.queries, id, &QueryComparison::id);
    REQUIRE(found != comparison.queries.end());
    return *found;
}

const QueryMeasurement& query_of(const Measurement& measurement, std::string_view id) {
    const auto* found = measurement.find_query(id);
    REQUIRE(found != nullptr);
    return *found;
}

const ActionMeasurement& action_of(const Measurement& measurement, std::string_view id) {
    const auto* found = measurement.find_action(id);
    REQUIRE(found != nullptr);
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

    const PlanShape& shape = query_of(before, "context_tail").plans.front().shape;
    CHECK(shape.seq_scans == std::vector<std::string>{"chat_contexts"});
    CHECK(query_of(after, "context_tail").plans.front().shape.indexes ==
          std::vector<std::string>{"ix_context_chat_order"});
}

TEST_CASE("two measurements of the same database read the same blocks by the same plans") {
    const TestDatabase database = bare_bot_database();
    Connection connection = connect_to(database.url());
    const Measurement first = run_measurement(connection, bot_workload());
    const Measurement second = run_measurement(connection, bot_workload(), {.samples = &first.samples});
    for (const QueryComparison& row : compare_measurements(first, second).queries) {
        INFO(row.id << " " << row.before.blocks << " -> " << row.after.blocks);
        CHECK((row.change == CostChange::same || !row.not_compared.empty()));
        CHECK_FALSE(row.plan_changed);
    }
}

TEST_CASE("a measurement says on what it was made, and an action how often and how long it was executed") {
    const TestDatabase database = bare_bot_database();
    Connection connection = connect_to(database.url());
    const Measurement measured = run_measurement(connection, bot_workload());
    CHECK(measured.database == database.name());
    CHECK(measured.server_version == connection.server_version());
    CHECK_FALSE(measured.on_standby);
    REQUIRE(measured.tables.size() == 6);
    CHECK(measured.tables[4].name == "chat_contexts");
    CHECK(measured.tables[4].rows == 30'000);
    CHECK(measured.tables[4].table_bytes > measured.tables[4].index_bytes);

    const ActionMeasurement& message = action_of(measured, "message");
    CHECK(message.before.queries.size() == 7);
    CHECK(message.before.left_out == std::vector<std::string>{"message_insert"});
    CHECK(message.after.queries.size() == 2);
    CHECK(message.after.left_out.empty());
    for (const FormMeasurement& form : {message.before, message.after}) {
        CHECK(form.is_measured());
        CHECK(form.runs_us.size() >= 5);
        CHECK(form.median_us() > 0);
        CHECK(form.per_second() > 0);
    }
    CHECK(measured.blocks_of(message.before) > measured.blocks_of(message.after));
}

TEST_CASE("what would write is planned and not executed, unless that is asked for; then it is rolled back") {
    const TestDatabase database = bare_bot_database();
    Connection connection = connect_to(database.url());
    Workload workload = bot_workload();
    std::erase_if(workload.queries, [](const WorkloadQuery& query) { return !query.writes; });
    REQUIRE(workload.queries.size() == 2);
    workload.actions.clear();
    const std::string content = content_of(database);

    for (const QueryMeasurement& query : run_measurement(connection, workload).queries) {
        CHECK(query.not_measured == "executing it would write");
        CHECK(query.runs.empty());
        CHECK(query.plans.size() == 1);
    }
    CHECK(content_of(database) == content);

    const std::string rows = database.psql("SELECT count(*), sum(message_order) FROM chat_contexts");
    for (const QueryMeasurement& query : run_measurement(connection, workload, {.writes = true}).queries) {
        INFO(query.not_measured);
        CHECK(query.is_measured());
        CHECK(query.runs.size() == 5);
    }
    CHECK(database.psql("SELECT count(*), sum(message_order) FROM chat_contexts") == rows);
}

TEST_CASE("a query that says it reads, and writes, is refused by the server and changes nothing") {
    const TestDatabase database;
    database.psql("CREATE TABLE t (i int); CREATE SEQUENCE s");
    Connection connection = connect_to(database.url());
    const Workload workload{
        .queries = {{.id = "hidden",
                     .sql = "WITH gone AS (INSERT INTO t VALUES (1) RETURNING i) SELECT * FROM gone"},
                    {.id = "number", .sql = "SELECT nextval('s')"}},
        .actions = {{.id = "both", .before = {"hidden", "number"}, .after = {"number"}}}};
    const Measurement measured = run_measurement(connection, workload);
    for (const QueryMeasurement& query : measured.queries)
        CHECK(query.not_measured.find("read-only transaction") != std::string::npos);
    CHECK_FALSE(action_of(measured, "both").before.is_measured());
    CHECK(database.psql("SELECT count(*) FROM t") == "0");
    CHECK(database.psql("SELECT is_called FROM s") == "f");
}

TEST_CASE("a query over the time limit is not measured, and neither is its action; the others are") {
    const TestDatabase database;
    Connection connection = connect_to(database.url());
    Workload workload{
        .queries = {{.id = "slow", .sql = "SELECT pg_sleep(60)"}, {.id = "quick", .sql = "SELECT 1"}},
        .actions = {{.id = "both", .before = {"quick", "slow"}, .after = {"quick"}}}};
    workload.limits = {.statement = std::chrono::milliseconds(100),
                       .throughput_time = std::chrono::milliseconds(1),
                       .runs = 2};
    const Measurement measured = run_measurement(connection, workload);
    const QueryMeasurement& slow = query_of(measured, "slow");
    CHECK(slow.not_measured == "an execution did not end within 100 ms");
    CHECK(slow.runs.empty());
    REQUIRE(slow.plans.size() == 1);
    CHECK(slow.plans.front().shape.text == "Result");
    CHECK(query_of(measured, "quick").runs.size() == 2);
    CHECK(action_of(measured, "both").before.not_measured == slow.not_measured);
    CHECK(action_of(measured, "both").after.is_measured());
    CHECK(query(connection, "SHOW statement_timeout")[0][0].as<std::string>() == "0");
}

TEST_CASE("when the whole measurement has had its time, what is left says so") {
    const TestDatabase database;
    Connection connection = connect_to(database.url());
    Workload workload{
        .queries = {{.id = "slow", .sql = "SELECT pg_sleep(60)"}, {.id = "late", .sql = "SELECT 1"}},
        .actions = {{.id = "one", .before = {"late"}, .after = {"late"}}}};
    workload.limits.total = std::chrono::milliseconds(200);
    const Measurement measured = run_measurement(connection, workload);
    for (const QueryMeasurement& query : measured.queries)
        CHECK(query.not_measured == "the limit of 200 ms for the whole measurement was reached");
    CHECK(action_of(measured, "one").before.not_measured == query_of(measured, "late").not_measured);
}

TEST_CASE("tables that are not there, or empty, leave what needs them not measured, each with the reason") {
    const TestDatabase database;
    Connection connection = connect_to(database.url());
    Workload workload = bot_workload();
    Measurement measured = run_measurement(connection, workload);
    for (const QueryMeasurement& query : measured.queries) {
        INFO(query.id << ": " << query.not_measured);
        CHECK(query.not_measured.find("does not exist") != std::string::npos);
    }
    for (const MeasuredTable& table : measured.tables) CHECK_FALSE(table.exists);
    for (const ActionMeasurement& action : measured.actions) CHECK_FALSE(action.before.is_measured());

    database.psql(read_support_file("models_schema.sql"));
    measured = run_measurement(connection, workload);
    CHECK(query_of(measured, "context_tail").not_measured ==
          "there are no rows to take its parameters from: message");
    CHECK(query_of(measured, "active_links_all").is_measured());
    CHECK(action_of(measured, "message").before.not_measured.find("no rows") != std::string::npos);
    CHECK(action_of(measured, "periodic").before.is_measured());
}

TEST_CASE("a table that somebody has locked, and one that may not be read, are told apart") {
    const TestRole role("reader");
    const TestDatabase database;
    database.psql("CREATE TABLE locked (i int); CREATE TABLE secret (i int); GRANT SELECT ON locked TO " +
                  role.quoted());
    Connection connection = connect_to(role.url(database));
    Workload workload{.queries = {{.id = "locked", .sql = "SELECT * FROM locked"},
                                  {.id = "secret", .sql = "SELECT * FROM secret"}}};
    workload.limits.lock = std::chrono::milliseconds(50);
    const IdleSession owner(database, "LOCK TABLE locked");
    const Measurement measured = run_measurement(connection, workload);
    CHECK(query_of(measured, "locked").not_measured ==
          "somebody held a lock on one of its tables for longer than 50 ms");
    CHECK(query_of(measured, "secret").not_measured == "permission denied for table secret");
}

TEST_CASE("a superuser's measurement moves no counter of scans") {
    const TestDatabase database = bare_bot_database();
    const std::string scans =
        "SELECT sum(seq_scan), sum(idx_scan) FROM pg_stat_user_tables WHERE relname = 'chat_contexts'";
    {
        Connection connection = connect_to(database.url());
        query(connection, "SELECT count(*) FROM chat_contexts");
        run_measurement(connection, bot_workload());
    }  // a session tells what it counted when it ends, at the latest
    CHECK(comes_true([&] { return database.psql(scans) == "1|0"; }));
}

TEST_CASE(
    "a standby is measured, and says that it is one; what would write is not, even where it is asked for") {
    const Sandbox primary = Sandbox::start(fast_sandbox());
    const Standby standby(primary, "reports");
    psql(primary.url(), "CREATE TABLE t (i int); INSERT INTO t SELECT generate_series(1, 100)");
    standby.catch_up();
    Connection connection = connect_to(standby.url());
    const Workload workload{
        .tables = {"t"},
        .samples = {{.id = "some", .sql = "SELECT i FROM t ORDER BY i LIMIT 3"}},
        .queries = {
            {.id = "read", .sql = "SELECT * FROM t WHERE i = $1", .sample = "some", .parameters = {"i"}},
            {.id = "write", .sql = "DELETE FROM t", .writes = true}}};
    const Measurement measured = run_measurement(connection, workload, {.writes = true});
    CHECK(measured.on_standby);
    CHECK(measured.tables.front().exists);
    CHECK(query_of(measured, "read").runs.size() == 15);
    CHECK(query_of(measured, "write").not_measured == "cannot execute DELETE in a read-only transaction");
    CHECK(query_of(measured, "write").plans.front().shape.text == "Delete t(Seq Scan t)");
}

TEST_CASE("a workload is measured through a pooler in transaction mode") {
    const TestDatabase database = bare_bot_database();
    const PgBouncer pooler(test_server().url(), "transaction");
    Connection connection = connect_to(pooler.url(database.name()));
    const Measurement measured = run_measurement(connection, bot_workload());
    for (const QueryMeasurement& query : measured.queries) {
        INFO(query.id << ": " << query.not_measured);
        CHECK((query.is_measured() || query.not_measured == "executing it would write"));
    }
    CHECK(query(connection, "SHOW statement_timeout")[0][0].as<std::string>() == "0");
}

TEST_CASE("an interrupted measurement ends with an error") {
    const TestDatabase database;
    Connection connection = connect_to(database.url());
    const std::atomic<bool> interrupted = true;
    const Workload workload{.queries = {{.id = "one", .sql = "SELECT 1"}}};
    try {
        run_measurement(connection, workload, {.interrupted = &interrupted});
        FAIL("it went on");
    } catch (const Error& error) {
        CHECK(error.message() == "measuring was interrupted");
    }
}

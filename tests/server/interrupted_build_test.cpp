// kill -9 in the middle of a build: the server goes on building, and the next run finds that build.

#include "tests/support/catch.hpp"
#include "tests/support/comes_true.hpp"
#include "tests/support/idle_session.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/test_server.hpp"

#include <csignal>
#include <thread>

using namespace migrate::test;
using std::chrono::milliseconds;

namespace {

constexpr auto unusable_indexes =
    "SELECT count(*) FROM pg_index WHERE NOT (indisvalid AND indisready AND indislive)";
constexpr auto work_names = "SELECT count(*) FROM pg_class WHERE relname LIKE 'migr\\_%'";

struct Interrupted {
    Interrupted() {
        register_template("models_with_message", read_support_file("models_schema.sql") + R"(
INSERT INTO users (id, telegram_id, daily_message_count, monthly_message_count, monthly_photo_count, credits) VALUES (1, 1, 0, 0, 0, 0);
INSERT INTO persona_configs (id, owner_id, name, communication_style, verbosity_level, group_reply_preference, media_reaction, proactive_messaging_rate,
    mood_prompt_active, max_response_messages, system_prompt_template, media_system_prompt_template)
VALUES (1, 1, 'p', '', '', '', '', '', false, 1, '', '');
INSERT INTO bot_instances (id, persona_config_id, owner_id, status, access_level) VALUES (1, 1, 1, 'active', 'public');
INSERT INTO chat_bot_instances (id, chat_id, bot_instance_id, current_mood, is_muted) VALUES (1, 'c', 1, '', false);
INSERT INTO chat_contexts (id, chat_bot_instance_id, message_order, role, content) VALUES (1, 1, 1, 'user', 'hello');)");
        database.emplace("models_with_message");
        program.bot_revisions().without_small_tables().database(database->url());
        held.emplace(*database, "chat_contexts");
        Process first = program.start({"up"});
        held->await(first);
        first.kill(SIGKILL);
        REQUIRE(first.wait(milliseconds(5'000)));
    }

    void check_the_end() {
        CHECK(database->psql(unusable_indexes) == "0");
        CHECK(database->psql(work_names) == "0");
        CHECK(
            database->psql(
                "SELECT count(*) FROM pg_indexes WHERE indexdef LIKE '%chat_contexts USING btree (chat_bot_instance_id, message_order)'") ==
            "1");
        CHECK(
            database->psql(
                "SELECT count(*) FROM migrate.index_journal WHERE index_name = 'ix_context_chat_order' AND state = 'done' AND origin = 'created'") ==
            "1");
        CHECK(database->psql("SELECT count(DISTINCT run_id) FROM migrate.journal") == "2");
        CHECK(
            database->psql(
                "SELECT state FROM migrate.journal WHERE revision = 'performance_indexes_001' ORDER BY id") ==
            "interrupted\ndone");
        CHECK(program.json({"up"})["result"] == "nothing");
    }

    std::optional<TestDatabase> database;
    MigrateTest program;
    std::optional<HeldBuild> held;
};

}  // namespace

TEST_CASE("after kill -9 a second run at once awaits the build that the server goes on with") {
    Interrupted run;
    Process second = run.program.start({"up"});
    std::this_thread::sleep_for(
        milliseconds(700));  // it has found the build by now, or finds it later: both must do
    CHECK_FALSE(second.wait(milliseconds(0)));
    run.held->end();
    const auto result = second.wait(milliseconds(30'000));
    REQUIRE(result);
    INFO(result->output << result->errors);
    CHECK(result->exit_code == 0);
    run.check_the_end();
}

TEST_CASE("after kill -9 a later run finds the finished build and gives it its name") {
    Interrupted run;
    run.held->end();
    REQUIRE(comes_true([&] { return !run.held->is_building(); }));
    const ProcessResult result = run.program.run({"up"});
    INFO(result.output << result.errors);
    CHECK(result.exit_code == 0);
    run.check_the_end();
}

TEST_CASE("Ctrl-C during a build leaves nothing half-built, and the next run goes on") {
    Interrupted run;
    Process second = run.program.start({"up"});
    REQUIRE(comes_true([&] {  // it is at work once it has closed the entry of the killed run
        return run.database->psql("SELECT count(*) FROM migrate.journal WHERE state = 'interrupted'") == "1";
    }));
    second.kill(SIGINT);
    const auto result = second.wait(milliseconds(10'000));
    REQUIRE(result);
    CHECK(result->exit_code == 4);
    run.held->end();
    REQUIRE(comes_true([&] { return !run.held->is_building(); }));
    CHECK(run.program.run({"up"}).exit_code == 0);
    CHECK(run.database->psql(unusable_indexes) == "0");
    CHECK(run.database->psql(work_names) == "0");
}

TEST_CASE("Ctrl-C during an SQL revision ends it at once, and nothing of it stays") {
    const TestDatabase database;
    MigrateTest program;
    program.database(database.url());
    program.file("migrations/1.sql",
                 "-- revision: slow\n-- parents:\n-- message: slow\n-- migrate: up\nCREATE TABLE a (i int);\n"
                 "SELECT pg_sleep(600);\n-- migrate: down\nDROP TABLE a;\n");
    Process up = program.start({"up"});
    REQUIRE(comes_true([&] {
        return database.psql("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'") == "1";
    }));
    up.kill(SIGINT);
    const auto result = up.wait(milliseconds(20'000));
    REQUIRE(result);
    CHECK(result->exit_code == 4);
    CHECK(result->errors.find("interrupted") != std::string::npos);
    CHECK(database.psql("SELECT to_regclass('a') IS NULL") == "t");
    CHECK(database.psql("SELECT state FROM migrate.journal WHERE revision = 'slow'") == "failed");
}

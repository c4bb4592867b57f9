// The tests of what the server tests stand on.
#include "tests/support/test_server.hpp"

#include "src/base/error.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/process.hpp"

#include <csignal>

using namespace migrate;
using namespace migrate::test;

TEST_CASE("a program's output, errors, exit code and signal are told apart") {
    const auto result = run({"sh", "-c", "cat; echo \"$WORD\" >&2; exit 3"},
                            {.environment = {{"WORD", "oops"}}, .input = "in"});
    CHECK(result.output == "in");
    CHECK(result.errors == "oops\n");
    CHECK(result.exit_code == 3);
    CHECK(run({"sh", "-c", "kill -TERM $$"}).signal == SIGTERM);
    CHECK(run({"sh", "-c", "echo ${HOME-unset}"}, {.environment = {{"HOME", std::nullopt}}}).output ==
          "unset\n");
}

TEST_CASE("a program that takes too long is killed, one in the background obeys signals") {
    const auto late = run({"sleep", "60"}, {.timeout = std::chrono::milliseconds(20)});
    CHECK(late.timed_out);
    CHECK(late.signal == SIGKILL);
    auto background = Process::start({"sleep", "60"});
    CHECK_FALSE(background.wait(std::chrono::milliseconds(20)));
    background.kill(SIGINT);
    const auto ended = background.wait(std::chrono::seconds(30));
    REQUIRE(ended);
    CHECK(ended->signal == SIGINT);
}

TEST_CASE("a program that is not there is an error") {
    CHECK_THROWS_AS(run({"/nonexistent/program"}), Error);
}

TEST_CASE("every test has a database of its own, which goes with it though somebody is connected") {
    std::string name;
    {
        const TestDatabase one, other;
        one.psql("CREATE TABLE mine (n integer)");
        CHECK(other.psql("SELECT to_regclass('mine') IS NULL") == "t");
        name = one.name();
        const auto session = Process::start({"psql", "-c", "SELECT pg_sleep(600)", one.url()});
        while (one.psql("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'") != "1")
            continue;
    }
    CHECK(psql(test_server().url(), "SELECT count(*) FROM pg_database WHERE datname = '" + name + "'") ==
          "0");
}

TEST_CASE("psql stops at the first error and says what it was") {
    const TestDatabase database;
    try {
        database.psql("CREATE TABLE a (n integer); SELECT 1/0; CREATE TABLE b (n integer)");
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.message().find("division by zero") != std::string::npos);
    }
    CHECK(database.psql("SELECT to_regclass('a'), to_regclass('b') IS NULL") == "a|t");
}

TEST_CASE("two dumps of the same schema are the same text, and of another one are not") {
    const TestDatabase one, other;
    for (const auto* database : {&one, &other})
        database->psql("CREATE TABLE t (n integer); CREATE SCHEMA s CREATE TABLE u (n integer)");
    CHECK(one.dump() == other.dump());
    CHECK(one.dump().find("CREATE TABLE public.t (") != std::string::npos);
    other.psql("CREATE INDEX ON t (n)");
    CHECK(one.dump() != other.dump());
    CHECK(one.dump({.exclude_schemas = {"s"}, .exclude_tables = {"public.t"}}).find("CREATE TABLE") ==
          std::string::npos);
}

TEST_CASE("the models' schema has its indexes, and the bot's data fits it") {
    register_template("models", read_support_file("models_schema.sql"));
    const TestDatabase database("models");
    CHECK(database.psql("SELECT count(*) FROM pg_indexes WHERE indexname LIKE 'ix\\_%'") == "19");
    psql(database.url(), read_support_file("bot_data.sql"), {"--set=messages=3000"});
    CHECK(database.psql("SELECT count(*), max(message_order) <= 400 FROM chat_contexts") == "3000|t");
    CHECK(
        database.psql(
            "SELECT count(*) FROM chat_contexts c LEFT JOIN chat_bot_instances l ON l.id = c.chat_bot_instance_id "
            "WHERE l.id IS NULL") == "0");
    CHECK(TestDatabase("models").psql("SELECT count(*) FROM users") == "0");
}

TEST_CASE("a template that nobody registered is an error") {
    CHECK_THROWS_AS(TestDatabase("unheard of"), Error);
}

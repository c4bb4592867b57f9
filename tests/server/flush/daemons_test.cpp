// `migrate flush` and the memory of daemons, as an operator sees it.

#include "tests/server/flush/flush_example.hpp"
#include "tests/support/idle_session.hpp"
#include "tests/support/pgbouncer.hpp"
#include "tests/support/test_role.hpp"

#include <csignal>

using namespace migrate::test;

namespace {

constexpr auto registered = "SELECT count(*) FROM migrate.cache_listener";

const nlohmann::json& daemon_named(const nlohmann::json& flush, const std::string& name) {
    for (const auto& daemon : flush["daemons"]) {
        if (daemon["name"] == name) return daemon;
    }
    INFO(flush.dump(2));
    FAIL("there is no daemon " + name);
    return flush;
}

bool says_of(const nlohmann::json& flush, const std::string& name, const std::string& words) {
    const auto& daemon = daemon_named(flush, name);
    return !daemon["acknowledged"].get<bool>() &&
           daemon["likely_cause"].get<std::string>().find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("of five daemons three acknowledge, and the killed and the pooled one are named with the cause") {
    const FlushExample example;
    const PgBouncer pooler(test_server().url(), "transaction");
    std::vector<ExampleDaemon> daemons;
    for (const char* name : {"bot:1", "bot:2", "bot:3", "bot:killed"})
        daemons.emplace_back(example, name, example.database.url());
    daemons.emplace_back(example, "bot:pooled", pooler.url(example.database.name()));
    for (std::size_t i = 0; i < 4; ++i) REQUIRE(daemons[i].says("listening on cache_flush"));
    REQUIRE(daemons[4].says("not listening: a pooler in transaction or statement mode"));
    REQUIRE(example.database.psql(registered) == "5");
    daemons[3].process().kill(SIGKILL);
    REQUIRE(comes_true([&] {
        return example.database.psql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == "3";
    }));

    const ProcessResult result = example.program.run({"flush", "menu", "--wait", "500ms"});
    INFO(result.output << result.errors);
    CHECK(result.exit_code == 1);
    CHECK(result.output.find("3/5 acknowledged in ") != std::string::npos);
    CHECK(result.output.find("bot:killed: its session ended") != std::string::npos);
    CHECK(result.output.find("bot:pooled: it listens through a pooler that pools by transaction") !=
          std::string::npos);

    const auto flush = example.flush({"menu", "--wait", "500ms"});
    CHECK(flush["registered"] == 5);
    CHECK(flush["acknowledged"] == 3);
    for (const char* name : {"bot:1", "bot:2", "bot:3"}) {
        CHECK(daemon_named(flush, name)["acknowledged"] == true);
        CHECK(daemon_named(flush, name)["after_ms"] < 500);
    }
    for (std::size_t i = 0; i < 3; ++i) {
        daemons[i].process().kill(SIGTERM);
        const auto ended = daemons[i].process().wait(std::chrono::seconds(30));
        REQUIRE(ended);
        CHECK(ended->exit_code == 0);
    }
    CHECK(example.database.psql(registered) == "2");
}

TEST_CASE("a daemon that is flushed loads its menu again, and no other entry goes with --key") {
    const FlushExample example;
    ExampleDaemon daemon(example, "bot:1", example.database.url());
    const auto loaded = [&] { return daemon.process().output().find("loaded menu", 0) != std::string::npos; };
    REQUIRE(comes_true(loaded));
    REQUIRE(daemon.says("listening on"));
    const auto cleared = [&](std::vector<std::string> arguments) {
        return example.flush(std::move(arguments))["daemons"].at(0)["cleared"].get<int>();
    };
    CHECK(comes_true([&] { return cleared({"menu"}) == 1; }));
    CHECK(cleared({"menu", "--key", "43 main"}) == 0);
    CHECK(comes_true([&] { return cleared({"menu", "--key", "42 main"}) == 1; }));
}

TEST_CASE("flush says what keeps a daemon from answering") {
    const FlushExample example;
    const IdleSession silent(example.database, R"(
        SELECT pg_advisory_lock_shared(1835624308, 1);
        INSERT INTO migrate.cache_listener (id, name, channel) VALUES ('1', 'bot:busy', 'cache_flush');
        COMMIT; BEGIN; SELECT 1)");
    const IdleSession idle(example.database, "COMMIT; SELECT pg_advisory_lock_shared(1835624308, 1)");
    const IdleSession elsewhere(example.database, R"(
        SELECT pg_advisory_lock_shared(1835624308, 1);
        INSERT INTO migrate.cache_listener (id, name, channel) VALUES ('2', 'bot:elsewhere', 'another_channel');
        COMMIT)");
    const auto flush = example.flush({"menu", "--wait", "50ms"});
    INFO(flush.dump(2));
    CHECK(flush["registered"] == 2);
    CHECK(says_of(flush, "bot:busy", "its session is in a transaction"));
    CHECK(says_of(flush, "migrate", "or hangs"));  // without a row it is known by its application_name
}

TEST_CASE("flush makes its tables where no migration has run, and raises what no number repeats") {
    const TestDatabase database;
    MigrateTest program;
    declare_caches(program, database.url());
    const auto flush = [&] {
        return program.json({"flush", "menu"})["daemons"]["generation"].get<std::int64_t>();
    };
    const std::int64_t first = flush();
    CHECK(flush() > first);
    CHECK(database.psql("SELECT string_agg(cache, ',') FROM migrate.cache_generation") == "menu");
    const std::int64_t before = flush();
    database.psql("DROP SCHEMA migrate CASCADE");
    CHECK(flush() > before);
    CHECK(program.run({"up"}).exit_code == 0);  // the journal finds a place beside them
}

TEST_CASE("a dry run names who listens, and changes nothing") {
    const TestDatabase database;
    MigrateTest program;
    declare_caches(program, database.url());
    HeardListener listener(database.url());
    REQUIRE(listener.comes_to_listen());
    const auto result = program.json({"flush", "--all", "--dry-run"});
    CHECK(result["result"] == "planned");
    CHECK(result["daemons"]["registered"] == 1);
    CHECK(database.psql("SELECT to_regnamespace('migrate') IS NULL") == "t");
    CHECK(program.run({"flush", "--all", "--dry-run"}).exit_code == 0);
    CHECK(listener.count("cleared menu") == 1);  // at the beginning
}

TEST_CASE("a role without rights is told which it lacks, and nothing is changed") {
    const TestRole role("reader");
    const FlushExample example;
    MigrateTest program;
    declare_caches(program, role.url(example.database));
    const ProcessResult result = program.run({"flush", "menu"});
    INFO(result.output << result.errors);
    CHECK(result.exit_code == 4);
    CHECK(result.output.find("may not raise the caches' generation") != std::string::npos);
    CHECK(result.output.find("GRANT USAGE ON SCHEMA migrate") != std::string::npos);
    CHECK(example.database.psql("SELECT count(*) FROM migrate.cache_generation") == "0");
}

TEST_CASE("flush itself does not go through a pooler that pools by transaction") {
    const FlushExample example;
    const PgBouncer pooler(test_server().url(), "transaction");
    MigrateTest program;
    declare_caches(program, pooler.url(example.database.name()));
    const ProcessResult refused = program.run({"flush", "menu"});
    INFO(refused.output << refused.errors);
    CHECK(refused.exit_code == 4);
    CHECK(refused.output.find("the daemons were not told: a pooler in transaction") != std::string::npos);
    CHECK(refused.output.find("--direct-url") != std::string::npos);
    CHECK(program.run({"flush", "menu", "--direct-url", example.database.url()}).exit_code == 0);
}

TEST_CASE("Ctrl-C ends the waiting for a daemon that keeps silent, and says what was not told") {
    const FlushExample example;
    Process silent =
        Process::start({"psql", "-XqAt", example.database.url()},
                       {.input = "SELECT pg_advisory_lock_shared(1835624308, 1);\nSELECT pg_sleep(600);\n"});
    const auto waits = [&] {
        return example.database.psql(
                   "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 1835624308 "
                   "AND objid = 1 AND granted") == "1";
    };
    REQUIRE(comes_true(waits));
    Process flush = example.program.start({"flush", "menu", "--wait", "10min"});
    const auto told = [&] {
        return example.database.psql("SELECT count(*) FROM migrate.cache_generation") == "1";
    };
    REQUIRE(comes_true(told));
    flush.kill(SIGINT);
    const auto ended = flush.wait(std::chrono::seconds(60));
    REQUIRE(ended);
    INFO(ended->output << ended->errors);
    CHECK(ended->exit_code == 4);
    CHECK(ended->output.find("0/1 acknowledged") != std::string::npos);
    CHECK((ended->output + ended->errors).find("interrupted") != std::string::npos);
    silent.kill(SIGKILL);
}

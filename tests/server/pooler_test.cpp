// A real PgBouncer between the program and the server.

#include "src/postgres/pooler.hpp"

#include "src/sandbox/system_call.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/idle_session.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/pgbouncer.hpp"
#include "tests/support/test_server.hpp"

#include <csignal>

using namespace migrate::test;

namespace {

constexpr std::chrono::milliseconds patience(60'000);

/// Those of the revision that are there, whether built or found.
constexpr auto settled_indexes = "SELECT count(*) FROM migrate.index_journal WHERE state = 'done'";
constexpr auto unusable_indexes =
    "SELECT count(*) FROM pg_index WHERE NOT (indisvalid AND indisready AND indislive)";

const std::string& models() {
    static const std::string name = [] {
        register_template("models", read_support_file("models_schema.sql"));
        return std::string("models");
    }();
    return name;
}

void check_refused(const ProcessResult& result) {
    INFO(result.output << result.errors);
    CHECK(result.exit_code == 7);
    CHECK(result.errors.find("a pooler in transaction or statement mode") != std::string::npos);
    for (const char* way_out : {"--direct-url", "MIGRATE_DATABASE_URL", "DATABASE_UNPOOLED_URL"})
        CHECK(result.errors.find(way_out) != std::string::npos);
}

/// The bot's revisions, in front of them a PgBouncer.
struct Pooled {
    explicit Pooled(std::string_view mode, const std::vector<std::string>& settings = {})
        : pooler(test_server().url(), mode, settings) {
        program.bot_revisions().without_small_tables().database(pooler.url(database.name()));
    }

    /// Clients at the same time, so that several server sessions are idle in the pool afterwards.
    void fill_pool() const {
        const std::vector<std::string> client{"psql", "-Xq", pooler.url(database.name()), "-c",
                                              "SELECT pg_sleep(0.5)"};
        std::vector<Process> clients;
        for (int i = 0; i < 3; ++i) clients.push_back(Process::start(client));
        for (Process& one : clients) REQUIRE(one.wait(std::chrono::seconds(60)));
    }

    TestDatabase database{models()};
    PgBouncer pooler;
    MigrateTest program;
};

}  // namespace

TEST_CASE("behind a pooler that pools by transaction or statement up is refused, and nothing is changed") {
    const std::string mode = GENERATE("transaction", "statement");
    const std::string pool = GENERATE("default_pool_size = 1", "default_pool_size = 20",
                                      "default_pool_size = 2\nserver_round_robin = 1");
    CAPTURE(mode, pool);
    const Pooled pooled(mode, {pool});
    pooled.fill_pool();
    const std::string before = pooled.database.dump();
    check_refused(pooled.program.run({"up"}));
    CHECK(pooled.database.dump() == before);
    CHECK(pooled.database.psql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == "0");
}

TEST_CASE("behind a transaction pooler every command that changes something is refused") {
    const Pooled pooled("transaction");
    REQUIRE(MigrateTest{}.bot_revisions().database(pooled.database.url()).run({"up"}).exit_code == 0);
    check_refused(pooled.program.run({"down"}));
    check_refused(pooled.program.run({"--yes", "down", "base"}));
    check_refused(pooled.program.run({"redo"}));
    check_refused(pooled.program.run({"stamp", "base"}));
    CHECK(pooled.database.psql(settled_indexes) == "12");
    CHECK(pooled.database.psql("SELECT count(*) FROM alembic_version") == "1");
    pooled.database.psql("DROP SCHEMA migrate CASCADE");
    check_refused(pooled.program.run({"ensure-version"}));
    CHECK(pooled.database.psql("SELECT to_regnamespace('migrate') IS NULL") == "t");
}

TEST_CASE(
    "behind a transaction pooler commands that only look work, and so does one that has nothing to do") {
    const Pooled pooled("transaction");
    CHECK(pooled.program.run({"status"}).exit_code == 0);
    CHECK(pooled.program.run({"current"}).exit_code == 0);
    REQUIRE(MigrateTest{}.bot_revisions().database(pooled.database.url()).run({"up"}).exit_code == 0);
    CHECK(pooled.program.json({"up"})["result"] == "nothing");
    CHECK(pooled.program.run({"up", "--dry-run"}).exit_code == 0);
    CHECK(pooled.program.run({"stamp", "head"}).exit_code == 0);
    CHECK(pooled.program.run({"ensure-version"}).exit_code == 0);
}

TEST_CASE("a dry run behind a transaction pooler shows its plan and says that the run would be refused") {
    const Pooled pooled("transaction");
    const ProcessResult result = pooled.program.run({"up", "--dry-run"});
    check_refused(result);
    CHECK(result.output.find("ix_context_chat_order") != std::string::npos);
    CHECK(result.errors.find("the run itself would be refused") != std::string::npos);
}

TEST_CASE("with a direct URL beside the pooled one up takes the direct one") {
    Pooled pooled("transaction");
    pooled.program.variable("DATABASE_UNPOOLED_URL", pooled.database.url());
    const ProcessResult result = pooled.program.run({"up"});
    INFO(result.errors);
    CHECK(result.exit_code == 0);
    CHECK(pooled.database.psql(settled_indexes) == "12");
    CHECK(pooled.database.psql(unusable_indexes) == "0");
}

TEST_CASE("behind a pooler that pools by session up and down work, and the journal holds the server's pids") {
    const Pooled pooled("session");
    const ProcessResult result = pooled.program.run({"up"});
    INFO(result.errors);
    CHECK(result.exit_code == 0);
    CHECK(pooled.database.psql(settled_indexes) == "12");
    CHECK(pooled.database.psql(unusable_indexes) == "0");
    // Those sessions are still in the pool; a pid that PgBouncer makes up is nobody's.
    CHECK(pooled.database.psql(
              "SELECT count(*) FROM migrate.index_journal j WHERE j.builder_pid IS NOT NULL AND NOT EXISTS "
              "(SELECT FROM pg_stat_activity a WHERE a.pid = j.builder_pid)") == "0");
    CHECK(pooled.database.psql(
              "SELECT count(*) > 0 FROM migrate.index_journal WHERE builder_pid IS NOT NULL") == "t");
    CHECK(pooled.program.run({"--yes", "down", "base"}).exit_code == 0);
}

TEST_CASE("behind a session pooler the build of a run that was killed is adopted") {
    const Pooled pooled("session");
    HeldBuild held(pooled.database, "chat_contexts");
    Process first = pooled.program.start({"up"});
    held.await(first);
    first.kill(SIGKILL);
    REQUIRE(first.wait(patience));
    Process second = pooled.program.start({"up"});
    held.end();
    const auto result = second.wait(patience);
    REQUIRE(result);
    INFO(result->output << result->errors);
    CHECK(result->exit_code == 0);
    CHECK(pooled.database.psql(settled_indexes) == "12");
    CHECK(pooled.database.psql(unusable_indexes) == "0");
    // Of the index that was being built; the other lane may have been at any point.
    CHECK(pooled.database.psql(
              "SELECT count(*) FROM migrate.index_journal WHERE index_name = 'ix_context_chat_order'") ==
          "1");
}

TEST_CASE("a session pooler that lends one session only is refused before anything changes") {
    const Pooled pooled("session", {"default_pool_size = 1", "query_wait_timeout = 1"});
    const ProcessResult result = pooled.program.run({"up"});
    INFO(result.output << result.errors);
    CHECK(result.exit_code == 7);
    CHECK(result.errors.find("lends no second session") != std::string::npos);
    CHECK(pooled.database.psql("SELECT to_regclass('alembic_version') IS NULL") == "t");
}

TEST_CASE("where a host's name or port is a known pooler's, the hint says how the direct address is found") {
    using migrate::direct_address_hint;
    CHECK(
        direct_address_hint("ep-cool-1-pooler.eu-central-1.aws.neon.tech", "5432").find("without -pooler") !=
        std::string::npos);
    CHECK(direct_address_hint("aws-0-eu.pooler.supabase.com", "6543").find("port 5432") != std::string::npos);
    CHECK(direct_address_hint("pgbouncer.railway.internal", "6432").find("DATABASE_UNPOOLED_URL") !=
          std::string::npos);
    CHECK(direct_address_hint("db", "6432").find("6432") != std::string::npos);
    CHECK(direct_address_hint("db.internal", "5432").empty());
}

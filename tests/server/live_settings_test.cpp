// Settings of role and database that would stop a build, or lead it astray: none of them reaches it.

#include "tests/server/live_example.hpp"
#include "tests/support/test_role.hpp"

#include <array>
#include <csignal>

using namespace migrate::test;

namespace {

/// The role's, the database's: each would end a build early or make it slow.
constexpr std::array role_settings{
    "statement_timeout = '100ms'",
    "lock_timeout = '50ms'",
    "idle_in_transaction_session_timeout = '100ms'",
    "idle_session_timeout = '100ms'",
    "transaction_timeout = '100ms'",
    "default_transaction_read_only = on",
    "maintenance_work_mem = '1MB'",
    "default_transaction_isolation = 'serializable'",
};
constexpr std::array database_settings{
    "search_path = public, hostile, pg_catalog",
    "client_connection_check_interval = '50ms'",
    "standard_conforming_strings = off",
    "DateStyle = 'SQL, DMY'",
};

/// They come before the server's own, whoever names those without their schema.
constexpr auto hostile_objects = R"(
CREATE SCHEMA hostile;
GRANT USAGE ON SCHEMA hostile TO public;
CREATE FUNCTION hostile.raise() RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE 'led astray'; END$$;
CREATE FUNCTION hostile.pg_backend_pid() RETURNS integer LANGUAGE sql AS 'SELECT hostile.raise()';
CREATE FUNCTION hostile.set_config(text, text, boolean) RETURNS text LANGUAGE sql AS 'SELECT hostile.raise()::text';
CREATE FUNCTION hostile.pg_try_advisory_lock(integer, integer) RETURNS boolean LANGUAGE sql AS 'SELECT hostile.raise() = 0';
CREATE FUNCTION hostile.to_regclass(text) RETURNS regclass LANGUAGE sql AS 'SELECT hostile.raise()::regclass';
CREATE FUNCTION hostile.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT clock_timestamp() + hostile.raise() * interval ''1 s''';
CREATE VIEW hostile.pg_class AS SELECT hostile.raise() AS oid, ''::name AS relname;
CREATE VIEW hostile.pg_index AS SELECT hostile.raise() AS indexrelid;
CREATE VIEW hostile.pg_locks AS SELECT hostile.raise() AS pid;
CREATE VIEW hostile.pg_stat_activity AS SELECT hostile.raise() AS pid;)";

/// The bot's tables with some thousand messages, and every object with the role as its owner.
constexpr auto hand_over = R"(
DO $$DECLARE one regclass; BEGIN
    FOR one IN SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
        EXECUTE format('ALTER TABLE %s OWNER TO {0}', one);
    END LOOP;
    EXECUTE format('GRANT CREATE ON DATABASE %I TO {0}', current_database());
END$$;
GRANT CREATE ON SCHEMA public TO {0};)";

/// The bot's database as a role sees it to which nobody is kind.
struct HostileDatabase {
    HostileDatabase() {
        database.psql(fmt::format(fmt::runtime(hand_over), role.quoted()));
        database.psql(hostile_objects);
        for (const std::string setting : role_settings) set("ROLE " + role.quoted(), setting);
        for (const std::string setting : database_settings) set("DATABASE " + database.name(), setting);
        program.bot_revisions().without_small_tables().database(role.url(database));
    }

    /// Where this server has it. Our own look at the database is to be spared.
    void set(const std::string& whose, const std::string& setting) const {
        const std::string name = setting.substr(0, setting.find(' '));
        if (psql(test_server().url(),
                 fmt::format("SELECT count(*) FROM pg_settings WHERE name = lower('{}')", name)) != "0")
            psql(test_server().url(), fmt::format("ALTER {} SET {}", whose, setting));
    }

    /// From a session that none of the settings reaches.
    std::string ask(const std::string& sql) const {
        return psql(database.url() + "&options=-csearch_path%3Dpublic", sql);
    }

    TestRole role{"hostile"};
    TestDatabase database{busy_bot()};
    MigrateTest program;
};

constexpr auto settled_indexes = "SELECT count(*) FROM migrate.index_journal WHERE state = 'done'";
/// Longer than any of the timeouts.
constexpr auto builds_for_long =
    "SELECT count(*) FROM pg_stat_activity JOIN pg_stat_progress_create_index USING (pid) "
    "WHERE clock_timestamp() - query_start > '1 s'";

}  // namespace

TEST_CASE("a role with short timeouts, read-only and with little memory builds all twelve indexes") {
    const HostileDatabase hostile;
    HeldBuild held(hostile.database, "public.chat_contexts");
    Process up = hostile.program.start({"up"});
    held.await(up);
    REQUIRE(comes_true([&] { return hostile.ask(builds_for_long) == "1"; }));
    held.end();
    require_success(up);
    CHECK(hostile.ask(settled_indexes) == "12");
    CHECK(hostile.ask(unusable_indexes) == "0");
    CHECK(hostile.ask(work_names) == "0");
    CHECK(hostile.ask("SELECT count(*) = count(DISTINCT index_name) FROM migrate.index_journal") == "t");
    CHECK_FALSE(says(up, "is tried again"));
    const ProcessResult down = hostile.program.run({"down"});
    INFO(down.output << down.errors);
    CHECK(down.exit_code == 0);
    CHECK(hostile.ask(unusable_indexes) == "0");
}

TEST_CASE("a server that is told to look after its clients goes on building for one that was killed") {
    const HostileDatabase hostile;
    HeldBuild held(hostile.database, "public.chat_contexts");
    Process first = hostile.program.start({"up"});
    held.await(first);
    first.kill(SIGKILL);
    REQUIRE(first.wait(std::chrono::seconds(10)));
    REQUIRE(comes_true([&] { return hostile.ask(builds_for_long) == "1"; }));
    Process second = hostile.program.start({"up"});
    held.end();
    require_success(second);
    CHECK(hostile.ask(
              "SELECT count(*) FROM migrate.index_journal WHERE index_name = 'ix_context_chat_order'") ==
          "1");
    CHECK(hostile.ask(settled_indexes) == "12");
    CHECK(hostile.ask(unusable_indexes) == "0");
}

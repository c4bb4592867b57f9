#pragma once

#include "tests/support/catch.hpp"
#include "tests/support/comes_true.hpp"
#include "tests/support/idle_session.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/process.hpp"
#include "tests/support/test_server.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

/// Migrations of databases that others use meanwhile. What is known to break runners on live databases, and
/// the tests that show that it does not break this one:
///
/// - runners that wait for one another's lock, together or one after the other: live_runners_test.cpp
/// - transactions that the build has to wait for, whose or whatever they are: live_waits_test.cpp
/// - statements that queue behind a build and have it killed: live_queue_test.cpp
/// - timeouts and other settings of role and database: live_settings_test.cpp
/// - sessions and lines that break in a build, and INVALID leftovers: live_breaks_test.cpp
/// - builds on several tables at a time: live_jobs_test.cpp
/// - a client that is killed, while the server goes on building: interrupted_build_test.cpp
/// - keys that are there twice under a unique index: duplicate_keys_test.cpp
/// - poolers, which lend one session to many: pooler_test.cpp
namespace migrate::test {

inline constexpr auto unusable_indexes =
    "SELECT count(*) FROM pg_index WHERE NOT (indisvalid AND indisready AND indislive)";
inline constexpr auto work_names = "SELECT count(*) FROM pg_class WHERE relname LIKE 'migr\\_%'";
/// Of builds: begun and not ended.
inline constexpr auto intents = "SELECT count(*) FROM migrate.index_journal WHERE state = 'intent'";
inline constexpr auto builds = "SELECT count(*) FROM migrate.index_journal";
inline constexpr auto runner_pid =
    "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = 1835624306 AND granted "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
inline constexpr auto builder_pid =
    "SELECT pid FROM pg_stat_progress_create_index WHERE datname = current_database()";

inline bool says(const Process& process, const std::string& text) {
    return process.errors().find(text) != std::string::npos;
}

inline void require_to_say(const Process& process, const std::string& text) {
    const bool said = comes_true([&] { return says(process, text); });
    INFO("wanted: " << text << "\nsaid: " << process.errors());
    REQUIRE(said);
}

inline ProcessResult end_of(Process& process) {
    const auto result = process.wait(std::chrono::seconds(60));
    INFO(process.output() << process.errors());
    REQUIRE(result);
    return *result;
}

inline void require_success(Process& process) {
    const ProcessResult result = end_of(process);
    INFO(result.output << result.errors);
    REQUIRE(result.exit_code == 0);
}

/// A client of the database, running in the background.
inline Process start_psql(const std::string& url, const std::string& sql) {
    return Process::start({"psql", "-Xq", "--set=VERBOSITY=verbose", url, "-c", sql});
}

inline void check_nothing_left(const std::string& url) {
    CHECK(psql(url, unusable_indexes) == "0");
    CHECK(psql(url, work_names) == "0");
    CHECK(psql(url, intents) == "0");
}

/// The index that LiveTable declares, and nothing else of a build.
inline void check_built(const std::string& url) {
    check_nothing_left(url);
    CHECK(psql(url,
               "SELECT indisvalid AND indisready AND indislive FROM pg_index "
               "WHERE indexrelid = to_regclass('ix_t')") == "t");
    CHECK(psql(url, "SELECT count(*) FROM pg_indexes WHERE tablename = 't'") == "1");
    CHECK(psql(url, "SELECT version_num FROM alembic_version") == "a001");
}

/// The bot's database, in use for a while.
inline const std::string& busy_bot() {
    static const std::string name = [] {
        register_template("busy_bot", read_support_file("models_schema.sql") + "\\set messages 4000\n" +
                                          read_support_file("bot_data.sql"));
        return std::string("busy_bot");
    }();
    return name;
}

inline constexpr auto live_tables = R"(
CREATE TABLE t (id int, v text);
INSERT INTO t SELECT n, 'Row ' || n FROM generate_series(1, 2000) n;
CREATE TABLE other (id int);
INSERT INTO other VALUES (1);)";

/// A revision that declares ix_t on `table`, to be built CONCURRENTLY.
inline void declare_index(MigrateTest& program, std::string_view key = R"("id")") {
    program.without_small_tables().file(
        "migrations/a001.toml", fmt::format("revision = \"a001\"\nmessage = \"an index\"\n[[create_index]]\n"
                                            "name = \"ix_t\"\ntable = \"t\"\ncolumns = [{}]\n",
                                            key));
}

/// The tables t and other, and an index to build on t.
struct LiveTable {
    LiveTable() {
        register_template("live_tables", live_tables);
        database.emplace("live_tables");
        program.database(database->url());
        declare_index(program);
    }

    Process up(std::vector<std::string> options = {}) const {
        options.insert(options.begin(), "up");
        return program.start(options);
    }
    std::string psql(const std::string& sql) const { return database->psql(sql); }
    std::string url() const { return database->url(); }

    /// Returns when the session's transaction is none of those that come and go.
    void age(const IdleSession& session) const {
        const auto old = fmt::format(
            "SELECT clock_timestamp() - xact_start > '1.5 s' FROM pg_stat_activity WHERE pid = {}",
            session.pid());
        REQUIRE(comes_true([&] { return psql(old) == "t"; }));
    }

    std::optional<TestDatabase> database;
    MigrateTest program;
};

}  // namespace migrate::test

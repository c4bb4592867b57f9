// `migrate apply` on the databases that the predecessor's script was run on, and on broken worlds: each step
// says what it did, and the exit code is theirs.

#include "tests/server/apply/apply_example.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_disk.hpp"

#include <fmt/format.h>

using namespace migrate::test;

namespace {

constexpr auto other_chat_bot_active = "CREATE INDEX ix_chat_bot_active ON chat_bot_instances (active);";

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE(
    "apply on an empty database makes the schema, and has measured nothing before since nothing was there") {
    const TestDatabase database;
    MigrateTest program;
    const Applied applied = apply(deploy_bot(program).database(database.url()));
    INFO(applied.process.output << applied.process.errors);
    CHECK(applied.process.exit_code == 0);
    CHECK(applied.report["result"] == "done");
    CHECK(applied.states() ==
          "measure_before nothing, up done, check done, flush nothing, measure_after done, report nothing");
    CHECK(applied.text("up") == "6 revisions applied, 11 indexes built");
    CHECK(applied.report["up"]["result"] == "done");
    CHECK(usable_indexes(database) == "12");
}

TEST_CASE("apply on the models' database measures before and after what it changes") {
    const TestDatabase database = models_database();
    MigrateTest program;
    const Applied applied = apply(deploy_bot(program).database(database.url()), {"--report", "report.md"});
    INFO(applied.process.output << applied.process.errors);
    CHECK(applied.process.exit_code == 0);
    CHECK(applied.states() ==
          "measure_before done, up done, check done, flush nothing, measure_after done, report done");
    CHECK(holds(applied.text("up"), "1 revision applied, 8 indexes built"));
    CHECK(applied.report["workload"].contains("comparison"));
    CHECK(usable_indexes(database) == "12");
    const std::string report = text_of(program.path() / "report.md");
    CHECK(holds(report, "# migrate apply: done"));
    CHECK(holds(report,
                "not measured"));  // what nothing here can measure: the bot's memory, its processor time
    CHECK_FALSE(holds(report, "unfinished"));
}

TEST_CASE("apply a second time has nothing to do, and says so") {
    const TestDatabase database = models_database();
    MigrateTest program;
    deploy_bot(program).database(database.url());
    CHECK(apply(program).process.exit_code == 0);
    const std::string schema = bot_schema(database);
    const Applied again = apply(program);
    CHECK(again.process.exit_code == 0);
    CHECK(again.state("up") == "nothing");
    CHECK(again.state("measure_before") == "done");
    CHECK(again.text("measure_after") == "nothing has changed since measure before");
    CHECK(bot_schema(database) == schema);
}

TEST_CASE("apply refuses the predecessor's conflict, shows it, and leaves everything as it was") {
    const TestDatabase database = models_database(other_chat_bot_active);
    const std::string schema = database.dump();
    MigrateTest program;
    const Applied applied = apply(deploy_bot(program).database(database.url()));
    INFO(applied.process.output << applied.process.errors);
    CHECK(applied.process.exit_code == 7);
    CHECK(applied.report["result"] == "refused");
    CHECK(applied.states() ==
          "measure_before done, up failed, check failed, flush skipped, measure_after skipped, "
          "report nothing");
    CHECK(applied.text("flush") == "up failed");
    CHECK(applied.report["up"]["conflicts"][0]["name"] == "ix_chat_bot_active");
    CHECK(database.dump() == schema);
    const ProcessResult words = program.run({"apply", "--skip", "measure"});
    CHECK(words.exit_code == 7);
    CHECK(holds(words.output, "either"));
    CHECK(holds(words.output, "refused: up and check failed"));
}

TEST_CASE("apply without a server says that first, changes nothing, and ends with 3") {
    MigrateTest program;
    const Applied applied =
        apply(deploy_bot(program).variable("DATABASE_URL", "postgresql://bot:hush-hush@127.0.0.1:1/bot"));
    INFO(applied.process.output << applied.process.errors);
    CHECK(applied.process.exit_code == 3);
    CHECK(applied.report["result"] == "failed");
    CHECK(applied.states() ==
          "measure_before failed, up skipped, check failed, flush failed, measure_after skipped, "
          "report nothing");
    CHECK(applied.text("up") == "the server cannot be reached");
    CHECK_FALSE(holds(applied.process.output + applied.process.errors, "hush"));
}

TEST_CASE("apply without Redis migrates, says what it could not flush, and ends with 3") {
    const TestDatabase database = models_database();
    MigrateTest program;
    deploy_bot(program).database(database.url()).variable("REDIS_URL", "redis://bot:hush-hush@127.0.0.1:1/0");
    const Applied applied = apply(program);
    INFO(applied.process.output << applied.process.errors);
    CHECK(applied.process.exit_code == 3);
    CHECK(applied.states() ==
          "measure_before done, up done, check done, flush failed, measure_after done, report nothing");
    CHECK(usable_indexes(database) == "12");
    CHECK_FALSE(holds(applied.process.output + applied.process.errors, "hush"));
}

TEST_CASE("apply with wrong settings migrates, names the setting, and ends with 1") {
    const TestDatabase database = models_database();
    MigrateTest program;
    deploy_bot(program).bot_settings({{"DB_POOL_SIZE", "900"}}).database(database.url());
    const Applied applied = apply(program);
    INFO(applied.process.output << applied.process.errors);
    CHECK(applied.process.exit_code == 1);
    CHECK(applied.states() ==
          "measure_before done, up done, check failed, flush nothing, measure_after done, report nothing");
    CHECK(applied.report["check"]["findings"][0]["check"] == "pool.fits_server");
    CHECK(usable_indexes(database) == "12");
}

TEST_CASE("apply on a full disk ends with 4, leaves no unusable index, and finishes when there is room") {
    const SmallDisk disk(96);
    if (!disk.is_there()) {
        WARN("skipped: this process may mount no file system");
        return;
    }
    const TestDatabase database = models_database();
    psql(test_server().url(),
         fmt::format("ALTER DATABASE \"{}\" SET TABLESPACE {}", database.name(), disk.tablespace()));
    database.psql("SELECT 1");  // writes what a session needs to start
    MigrateTest program;
    deploy_bot(program).database(database.url());
    disk.fill();
    const Applied applied = apply(program);
    INFO(applied.process.output << applied.process.errors);
    CHECK(applied.process.exit_code == 4);
    CHECK(applied.state("up") == "failed");
    CHECK(applied.text("measure_after") == "up failed");
    CHECK(database.psql("SELECT count(*) FROM pg_index WHERE NOT (indisvalid AND indisready)") == "0");
    disk.empty();
    CHECK(apply(program).process.exit_code == 0);
    CHECK(usable_indexes(database) == "12");
}

TEST_CASE("apply finds that a module which the bot needs is not deployed") {
    const TestDatabase database = models_database();
    MigrateTest program;
    deploy_bot(program).database(database.url()).file("migrate.toml", "[apply]\nrequires = [\"cache.py\"]\n");
    const Applied applied = apply(program, {"--skip", "measure"});
    CHECK(applied.process.exit_code == 1);
    CHECK(applied.report["check"]["findings"][0]["check"] == "apply.required_file");
    program.file("cache.py", "");
    const Applied deployed = apply(program, {"--only", "check"});
    INFO(deployed.process.output);
    CHECK(deployed.process.exit_code == 0);
}

TEST_CASE("apply tells of a statement that fails where it stands, what the server said, and what to do") {
    const TestDatabase database;
    MigrateTest program;
    program.revision("a").database(database.url());
    program.file("migrations/b.sql",
                 "-- revision: b\n-- parents: a\n-- message: m\n-- migrate: up\nSELECT nothing;\n"
                 "-- migrate: down\nSELECT 1;\n");
    const Applied applied = apply(program, {"--skip", "check", "--report", "report.md"});
    INFO(applied.process.output << applied.process.errors);
    CHECK(applied.process.exit_code == 4);
    const nlohmann::json error = applied.report["steps"][1]["error"];
    CHECK(error["file"] == "migrations/b.sql");
    CHECK(error["line"] == 5);
    CHECK(error["sqlstate"] == "42703");
    CHECK(error["statement"] == "SELECT nothing");
    CHECK(holds(applied.process.errors, "migrations/b.sql:5"));
    const std::string report = text_of(program.path() / "report.md");
    CHECK(holds(report, "up: migrations/b.sql:5: "));
    CHECK(holds(report, "[42703]"));
    CHECK(holds(applied.text("up"), "1 revision applied"));
}

// Which steps `migrate apply` takes, in which order, and what it writes besides.

#include "tests/server/apply/apply_example.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/test_role.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

using namespace migrate::test;

namespace {

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
    return files;
}

}  // namespace

TEST_CASE("a dry run of apply tells what each step would do, and leaves database and folder as they were") {
    const TestDatabase database = models_database();
    MigrateTest program;
    deploy_bot(program).database(database.url());
    const std::string schema = database.dump();
    const Applied applied = apply(program, {"--dry-run", "--report", "report.json", "--backup", "backups"});
    INFO(applied.process.output << applied.process.errors);
    CHECK(applied.process.exit_code == 0);
    CHECK(applied.report["result"] == "planned");
    CHECK(applied.states() ==
          "backup skipped, measure_before skipped, up skipped, check done, flush nothing, "
          "measure_after skipped, report skipped");
    CHECK(applied.text("up") == "dry run: it would run 1 revision");
    CHECK(applied.report["up"]["plan"].size() == 1);
    CHECK(database.dump() == schema);
    CHECK_FALSE(std::filesystem::exists(program.path() / "report.json"));
    CHECK_FALSE(std::filesystem::exists(program.path() / "backups"));
}

TEST_CASE("a dry run of apply ends as the run would where the plan is refused") {
    const TestDatabase database =
        models_database("CREATE INDEX ix_chat_bot_active ON chat_bot_instances (active);");
    MigrateTest program;
    deploy_bot(program).database(database.url());
    CHECK(apply(program, {"--dry-run"}).process.exit_code == 7);
}

TEST_CASE("apply leaves out what --skip names, and takes only what --only names") {
    const TestDatabase database = models_database();
    MigrateTest program;
    deploy_bot(program).database(database.url());
    const Applied skipping = apply(program, {"--skip", "measure,flush", "--skip", "up"});
    CHECK(skipping.states() ==
          "measure_before skipped, up skipped, check failed, flush skipped, "
          "measure_after skipped, report nothing");
    CHECK(skipping.text("up") == "left out by --skip");
    CHECK(skipping.process.exit_code == 1);  // the revision is pending, which is a finding
    const Applied only = apply(program, {"--only", "measure_before"});
    CHECK(only.states() ==
          "measure_before done, up skipped, check skipped, flush skipped, measure_after skipped, "
          "report skipped");
    CHECK(only.text("up") == "not among --only");
    CHECK(usable_indexes(database) == "4");
}

TEST_CASE("a backup of apply is whole, readable again, and its owner's alone") {
    const TestDatabase database = models_database();
    MigrateTest program;
    deploy_bot(program).database(database.url());
    const std::string rows = database.psql("SELECT count(*) FROM chat_contexts");
    const std::string schema = database.dump();
    const Applied applied = apply(program, {"--backup", "backups", "--only", "backup"});
    INFO(applied.process.output << applied.process.errors);
    CHECK(applied.process.exit_code == 0);
    const auto files = files_in(program.path() / "backups");
    REQUIRE(files.size() == 1);
    CHECK(applied.report["backup"]["size_bytes"] == std::filesystem::file_size(files.front()));
    CHECK((std::filesystem::status(files.front()).permissions() & std::filesystem::perms::mask) ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));

    const TestDatabase restored;
    const auto restore =
        run({"pg_restore", "--no-owner", "--dbname", restored.url(), files.front().string()});
    INFO(restore.errors);
    CHECK(restore.exit_code == 0);
    CHECK(restored.psql("SELECT count(*) FROM chat_contexts") == rows);
    CHECK(restored.dump() == schema);
}

TEST_CASE("a backup of the schema alone holds no rows") {
    const TestDatabase database = models_database();
    MigrateTest program;
    deploy_bot(program).database(database.url());
    const Applied applied =
        apply(program, {"--backup", "backups", "--backup-content", "schema", "--only", "backup"});
    CHECK(applied.report["backup"]["content"] == "schema");
    const TestDatabase restored;
    run({"pg_restore", "--no-owner", "--dbname", restored.url(),
         files_in(program.path() / "backups").front().string()});
    CHECK(restored.psql("SELECT count(*) FROM chat_contexts") == "0");
}

TEST_CASE("without the backup that was asked for, apply changes nothing") {
    const TestDatabase database = models_database();
    MigrateTest program;
    deploy_bot(program).database(database.url()).file("backups", "a file where a folder should be");
    const std::string schema = database.dump();
    const Applied applied = apply(program, {"--backup", "backups"});
    CHECK(applied.process.exit_code == 4);
    CHECK(applied.state("backup") == "failed");
    CHECK(applied.text("up") == "backup failed");
    CHECK(applied.text("flush") == "backup failed");
    CHECK(applied.state("check") == "failed");
    CHECK(database.dump() == schema);
}

TEST_CASE("a backup that pg_dump may not read says why, and leaves no half of one") {
    const TestRole app("app");
    const TestDatabase database = models_database();
    MigrateTest program;
    deploy_bot(program).database(app.url(database));
    const Applied applied = apply(program, {"--backup", "backups", "--only", "backup"});
    INFO(applied.process.output);
    CHECK(applied.process.exit_code == 4);
    CHECK(applied.text("backup").find("permission denied") != std::string::npos);
    CHECK(files_in(program.path() / "backups").empty());
}

TEST_CASE("a backup that cannot be read back is none, and nothing is changed") {
    const TestDatabase database = models_database();
    MigrateTest program;
    const auto binaries = program.path() / "bin";
    std::filesystem::create_directory(binaries);
    const auto real = test_server().binaries().directory;
    for (const char* name : {"initdb", "postgres", "pg_restore"})
        std::filesystem::create_symlink(real / name, binaries / name);
    program.file(
        "bin/pg_dump",
        fmt::format("#!/bin/sh\n'{}' \"$@\" || exit\n"
                    "for option; do case $option in --file=*) file=${{option#--file=}};; esac; done\n"
                    "truncate -s -2000 \"$file\"\n",
                    (real / "pg_dump").string()));
    std::filesystem::permissions(binaries / "pg_dump", std::filesystem::perms::owner_all);
    deploy_bot(program).database(database.url()).variable("MIGRATE_PG_BINDIR", binaries.string());
    const std::string schema = database.dump();
    const Applied applied = apply(program, {"--backup", "backups"});
    INFO(applied.process.output);
    CHECK(applied.process.exit_code == 4);
    CHECK(applied.text("backup").find("the backup failed in pg_restore") == 0);
    CHECK(applied.text("up") == "backup failed");
    CHECK(files_in(program.path() / "backups").empty());
    CHECK(database.dump() == schema);
}

TEST_CASE("apply writes its report as Markdown and as JSON") {
    const TestDatabase database = models_database();
    MigrateTest program;
    deploy_bot(program).database(database.url());
    const Applied applied = apply(program, {"--report", "report.md", "--report", "report.json"});
    CHECK(applied.text("report") == "report.md and report.json written");
    const auto written = nlohmann::json::parse(text_of(program.path() / "report.json"));
    CHECK(written["finished"] == true);
    CHECK(written["result"] == "done");
    CHECK(written["workload"] == applied.report["workload"]);
    CHECK(text_of(program.path() / "report.md").find("| measure before | done |") != std::string::npos);
}

// --metrics, as Prometheus' own reader for Python understands the file.

#include "tests/support/migrate_test.hpp"
#include "tests/support/read_document.hpp"
#include "tests/support/test_server.hpp"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <sys/stat.h>

using namespace migrate::test;

namespace {

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    INFO(path.string());
    REQUIRE(file);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

nlohmann::json metrics_of(const MigrateTest& program, const std::string& file) {
    return read_document("prometheus", read(program.path() / file));
}

/// "name{command=up,database=NAME}"
std::string of_up(const TestDatabase& database, const std::string& name) {
    return name + "{command=up,database=" + database.psql("SELECT current_database()") + "}";
}

/// The HELP lines of a file.
std::set<std::string> helps_of(const std::string& text) {
    std::set<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        if (line.starts_with("# HELP ")) lines.insert(line);
    }
    return lines;
}

std::string metric_of(const std::string& help) {
    return help.substr(7, help.find(' ', 7) - 7);
}

MigrateTest& with_failing_revision(MigrateTest& program) {
    return program.revision("a").file(
        "migrations/b.sql",
        "-- revision: b\n-- parents: a\n-- message: broken\n-- migrate: up\nALTER TABLE nowhere ADD x int;\n"
        "-- migrate: down\nSELECT 1;\n");
}

}  // namespace

TEST_CASE("up writes what it applied, where the database is, and how it ended") {
    const TestDatabase database;
    MigrateTest program;
    program.revision("a").revision("b", "a").revision("c", "b").database(database.url());
    REQUIRE(program.run({"up", "b", "--metrics", "up.prom"}).exit_code == 0);
    const auto samples = metrics_of(program, "up.prom");
    CHECK(samples[of_up(database, "migrate_revisions_applied")] == 2);
    CHECK(samples[of_up(database, "migrate_revisions_failed")] == 0);
    CHECK(samples[of_up(database, "migrate_pending_migrations")] == 1);
    CHECK(samples[of_up(database, "migrate_last_run_exit_code")] == 0);
    CHECK(samples[of_up(database, "migrate_last_run_timestamp_seconds")] > 1.7e9);
    CHECK(samples.dump().find("head=b}") != std::string::npos);

    REQUIRE(program.run({"up", "b", "--metrics", "up.prom"}).exit_code == 0);
    CHECK(metrics_of(program, "up.prom")[of_up(database, "migrate_revisions_applied")] == 0);
}

TEST_CASE("up writes its metrics when it fails, with what it did and did not do") {
    const TestDatabase database;
    MigrateTest program;
    with_failing_revision(program).revision("c", "b").database(database.url());
    REQUIRE(program.run({"up", "--metrics", "up.prom"}).exit_code == 4);
    const auto samples = metrics_of(program, "up.prom");
    CHECK(samples[of_up(database, "migrate_revisions_applied")] == 1);
    CHECK(samples[of_up(database, "migrate_revisions_failed")] == 1);
    CHECK(samples[of_up(database, "migrate_revisions_not_started")] == 1);
    CHECK(samples[of_up(database, "migrate_pending_migrations")] == 2);
    CHECK(samples[of_up(database, "migrate_last_run_exit_code")] == 4);
}

TEST_CASE("a run that comes to nothing has metrics as well, under the name of the database that was meant") {
    MigrateTest program;
    program.revision("a").database("postgresql://nobody:geheim@127.0.0.1:1/shop");
    REQUIRE(program.run({"up", "--metrics", "up.prom"}).exit_code == 3);
    const auto up = metrics_of(program, "up.prom");
    CHECK(up["migrate_last_run_exit_code{command=up,database=shop}"] == 3);
    CHECK(up.dump().find("migrate_pending_migrations") == std::string::npos);
    REQUIRE(program.run({"check", "--metrics", "check.prom"}).exit_code == 3);
    const auto check = metrics_of(program, "check.prom");
    CHECK(check["migrate_check_status{check=server.unreachable,command=check,database=shop}"] == 3);
    CHECK(check["migrate_check_status{check=history.pending,command=check,database=shop}"] == 4);
    CHECK(read(program.path() / "check.prom").find("geheim") == std::string::npos);

    program.revision("b");  // two heads
    REQUIRE(program.run({"up", "--metrics", "up.prom"}).exit_code == 2);
    CHECK(metrics_of(program, "up.prom")["migrate_last_run_exit_code{command=up,database=shop}"] == 2);
}

TEST_CASE("the file of check holds each check's result, and what is pending where the database was asked") {
    const TestDatabase database;
    MigrateTest program;
    program.revision("a").database(database.url());
    const std::string name = database.psql("SELECT current_database()");
    REQUIRE(program.run({"check", "--metrics", "check.prom"}).exit_code == 1);
    auto samples = metrics_of(program, "check.prom");
    const std::string rest = "command=check,database=" + name + "}";
    CHECK(samples["migrate_check_status{check=history.pending," + rest] == 3);
    CHECK(samples["migrate_check_status{check=history.edited," + rest] == 4);
    CHECK(samples["migrate_check_status{check=files.cycle," + rest] == 0);
    CHECK(samples["migrate_findings{" + std::string("command=check,database=") + name + ",severity=error}"] ==
          2);
    CHECK(samples["migrate_pending_migrations{" + rest] == 1);
    CHECK(samples["migrate_schema_info{command=check,database=" + name + ",head=base}"] == 1);

    REQUIRE(program.run({"check", "files", "--metrics", "check.prom"}).exit_code == 0);
    samples = metrics_of(program, "check.prom");
    CHECK(samples.dump().find("migrate_pending_migrations") == std::string::npos);
    CHECK(samples["migrate_last_run_exit_code{" + rest] == 0);
}

TEST_CASE("files of two commands can lie side by side: one help a metric, and no sample in both") {
    const TestDatabase database;
    MigrateTest program;
    program.revision("a").database(database.url());
    REQUIRE(program.run({"up", "--metrics", "up.prom"}).exit_code == 0);
    REQUIRE(program.run({"check", "--metrics", "check.prom"}).exit_code == 0);
    std::set<std::string> helps = helps_of(read(program.path() / "up.prom"));
    helps.merge(helps_of(read(program.path() / "check.prom")));
    std::set<std::string> metrics;
    for (const std::string& help : helps) metrics.insert(metric_of(help));
    CHECK(metrics.size() == helps.size());
    const auto check = metrics_of(program, "check.prom");
    const auto up = metrics_of(program, "up.prom");
    for (const auto& sample : up.items()) CHECK_FALSE(check.contains(sample.key()));
}

TEST_CASE("the file is replaced as a whole, readable by all, with nothing left beside it") {
    MigrateTest program;
    program.revision("a");
    std::filesystem::create_directory(program.path() / "metrics");
    program.file("metrics/check.prom", "old\n");
    std::filesystem::permissions(program.path() / "metrics/check.prom", std::filesystem::perms::owner_read);
    REQUIRE(program.run({"check", "files", "--metrics", "metrics/check.prom"}).exit_code == 0);
    CHECK(read(program.path() / "metrics/check.prom").find("old") == std::string::npos);
    struct stat status {};
    REQUIRE(stat((program.path() / "metrics/check.prom").c_str(), &status) == 0);
    CHECK((status.st_mode & 07777U) == 0644);
    const std::filesystem::directory_iterator entries(program.path() / "metrics");
    CHECK(std::distance(begin(entries), end(entries)) == 1);
}

TEST_CASE("a file that cannot be written is refused before anything is done") {
    const TestDatabase database;
    MigrateTest program;
    program.revision("a").database(database.url());
    for (const char* file : {"nowhere/up.prom", "migrations", "/dev/null"}) {
        const ProcessResult result = program.run({"up", "--metrics", file});
        CHECK(result.exit_code == 2);
        CHECK(result.errors.find(file) != std::string::npos);
        CHECK(program.run({"check", "--metrics", file}).output.empty());
    }
    CHECK(program.run({"up", "--dry-run", "--metrics", "up.prom"}).exit_code == 2);
    CHECK(database.psql("SELECT count(*) FROM pg_tables WHERE tablename IN ('t_a', 'alembic_version')") ==
          "0");
}

TEST_CASE("a link to the file stays one") {
    MigrateTest program;
    program.revision("a").file("real.prom", "old\n");
    std::filesystem::create_symlink("real.prom", program.path() / "link.prom");
    REQUIRE(program.run({"check", "files", "--metrics", "link.prom"}).exit_code == 0);
    CHECK(std::filesystem::is_symlink(program.path() / "link.prom"));
    CHECK(read(program.path() / "real.prom").find("migrate_last_run_exit_code") != std::string::npos);
}

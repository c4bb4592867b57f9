#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"

#include <nlohmann/json.hpp>

using namespace migrate::test;

namespace {

void refuses(const MigrateTest& test, const std::vector<std::string>& arguments, const std::string& words) {
    const ProcessResult result = test.run(arguments);
    CAPTURE(result.output, result.errors);
    CHECK(result.exit_code == 2);
    CHECK(result.errors.find(words) != std::string::npos);
}

}  // namespace

TEST_CASE("what was mistyped is named, with what was meant") {
    const MigrateTest test;
    refuses(test, {"histroy"}, "error: unknown command histroy\nhint: Did you mean history?\n");
    refuses(test, {"up", "--dry-rum"}, "error: unknown option --dry-rum\nhint: Did you mean --dry-run?\n");
    refuses(test, {"up", "--on-conflict", "replce"}, "did you mean replace?");
    refuses(test, {"sandbox", "strat"}, "Did you mean start?");
    refuses(test, {"up", "a", "b"}, "unexpected argument b");
    refuses(test, {}, "no command given");
}

TEST_CASE("help and version go to stdout and end with 0") {
    const MigrateTest test;
    CHECK(test.output_of({"--help"}).find("usage: migrate COMMAND [OPTIONS]") != std::string::npos);
    CHECK(test.output_of({"sandbox", "run", "--help"}).find("usage: migrate sandbox run COMMAND...") !=
          std::string::npos);
    CHECK(test.output_of({"--version"}).find("migrate ") == 0);
}

TEST_CASE("global options stand before or after the command") {
    MigrateTest test;
    test.revision("a001");
    CHECK(test.output_of({"--format", "json", "heads"}) == test.output_of({"heads", "--format=json"}));
    CHECK(test.run({"--dir", "nowhere", "heads"}).exit_code == 2);
    CHECK(test.run({"heads", "--dir", "nowhere"}).exit_code == 2);
}

TEST_CASE("a word after the command is its argument, even if it is the name of another command") {
    MigrateTest test;
    test.database("postgresql://nowhere.invalid/x");
    CHECK(test.output_of({"new", "down"}).find("_down.sql\n") != std::string::npos);
    CHECK(test.output_of({"explain", "up"}).find("usage: migrate up ") != std::string::npos);
    refuses(test, {"heads", "up"}, "unexpected argument up");
}

TEST_CASE("all problems of all revision files are listed at once, and no server is asked") {
    MigrateTest test;
    test.revision("b001", "nowhere")
        .file("migrations/broken.sql", "no revision\n")
        .database("postgresql://nowhere.invalid/x");
    const ProcessResult result = test.run({"up"});
    CAPTURE(result.errors);
    CHECK(result.exit_code == 2);
    CHECK(result.errors.find("migrations/b001.sql:2") != std::string::npos);
    CHECK(result.errors.find("migrations/broken.sql") != std::string::npos);
}

TEST_CASE("an error is a JSON document on stdout too where JSON was asked for") {
    const MigrateTest test;
    const ProcessResult result = test.run({"--format", "json", "histroy"});
    const auto json = nlohmann::json::parse(result.output);
    CHECK(json["result"] == "failed");
    CHECK(json["error"]["code"] == "usage");
    CHECK(result.errors.find("unknown command") != std::string::npos);
}

TEST_CASE("an unreachable server is exit 3, without the password") {
    MigrateTest test;
    test.revision("a001").database("postgresql+psycopg://bot:s3cret@127.0.0.1:1/bot");
    for (const auto& arguments :
         {std::vector<std::string>{"up"}, {"status", "-v"}, {"--format", "json", "up"}}) {
        const ProcessResult result = test.run(arguments);
        CAPTURE(result.output, result.errors);
        CHECK(result.exit_code == 3);
        CHECK((result.output + result.errors).find("s3cret") == std::string::npos);
    }
}

TEST_CASE("migrate.toml and .env are found where the command is typed") {
    MigrateTest test;
    test.file("migrate.toml", "[migrate]\ndir = 'elsewhere'\n");
    std::filesystem::rename(test.path() / "migrations", test.path() / "elsewhere");
    CHECK(test.output_of({"heads"}).empty());
    test.file(".env", "DATABASE_URL='mysql://bot:s3cret@db/bot'\n");
    refuses(test, {"current"}, "error: DATABASE_URL in .env is not a PostgreSQL URL");
    test.file("migrate.toml", "[migrate]\ndri = 'elsewhere'\n");
    refuses(test, {"heads"}, "migrate.toml:2: unknown dri in [migrate]; did you mean dir?");
}

TEST_CASE("a reader that goes away is no error") {
    MigrateTest test;
    for (int i = 100; i < 3000; ++i)
        test.revision("r" + std::to_string(i), i == 100 ? "" : "r" + std::to_string(i - 1));
    const ProcessResult result = run({"sh", "-c",
                                      "cd '" + test.path().string() + "'; ('" + migrate_binary().string() +
                                          "' history; echo $? >&2) | head -n 1"});
    CHECK(result.errors == "0\n");
}

TEST_CASE("a result that cannot be written is an error") {
    MigrateTest test;
    test.revision("a001");
    const ProcessResult result =
        run({"sh", "-c",
             "cd '" + test.path().string() + "'; '" + migrate_binary().string() + "' heads >/dev/full"});
    CHECK(result.exit_code == 2);
    CHECK(result.errors.find("No space left") != std::string::npos);
}

#include "src/files/config_file.hpp"

#include "src/base/error.hpp"
#include "src/base/quantity.hpp"
#include "tests/support/catch.hpp"

using namespace migrate;
using namespace std::chrono_literals;

namespace {

std::vector<std::string> problems_of(std::string_view text) {
    try {
        parse_config(text, "app/migrate.toml");
    } catch (const Error& error) {
        CHECK(error.code() == ExitCode::usage);
        return error.details();
    }
    return {};
}

}  // namespace

TEST_CASE("a configuration says where things are, relative to itself, and how a run behaves") {
    const Config config = parse_config(
        "[migrate]\ndir = 'revisions'\nenv_file = '/etc/bot.env'\ndatabase_url = 'postgresql://db/bot'\n"
        "[lock]\nwait = '2min'\n[run]\nlock_timeout = 3\nattempts = 5\n"
        "[build]\nsmall_table = '16MB'\non_conflict = 'keep'\non_equivalent = 'rename'\n",
        "app/migrate.toml");
    CHECK(config.dir == "app/revisions");
    CHECK(config.env_file == "/etc/bot.env");
    CHECK(config.database_url == "postgresql://db/bot");
    CHECK(config.lock_wait == 2min);
    CHECK(config.lock_timeout == 3s);
    CHECK(config.attempts == 5);
    CHECK(config.small_table_bytes == 16 * 1024 * 1024);
    CHECK(config.on_conflict == OnConflict::keep);
    CHECK(config.on_equivalent == OnEquivalent::rename);
}

TEST_CASE("a configuration says where the bot runs, and what stands in front of its database") {
    const Config config = parse_config(
        "[settings]\npolicy = 'bot.toml'\n"
        "[deploy]\nreplicas = 2\noverlap = true\nprovider = 'neon-pooler'\nrole = 'bot'\nram = '2GB'\ndrain = '20s'\n"
        "[pooler]\nmode = 'session'\nsize = 20\nclient_idle = 0\n",
        "app/migrate.toml");
    CHECK(config.policy == "app/bot.toml");
    CHECK(config.deploy.replicas == 2);
    CHECK(config.deploy.side_connections == 1);
    CHECK(config.deploy.overlap == true);
    CHECK_FALSE(config.deploy.polling);
    CHECK(config.deploy.provider == "neon-pooler");
    CHECK(config.deploy.ram == 2147483648);
    CHECK(config.deploy.drain == 20s);
    CHECK(config.pooler.mode == "session");
    CHECK(config.pooler.client_idle == 0s);
    CHECK(problems_of("[deploy]\nreplicas = 0\nprovider = 'heroku'\noverlap = 1\n[pooler]\nmode = 'query'\n")
              .size() == 4);
}

TEST_CASE("all problems of a configuration are listed, with the key that was meant") {
    const std::vector<std::string> problems =
        problems_of("[migrate]\ndirr = 'x'\n[run]\nlock_timeout = 'soon'\n[biuld]\n[lock]\nwait = -1\n");
    REQUIRE(problems.size() == 4);
    const auto listed = [&](const std::string& line) {
        CAPTURE(line);
        CHECK(std::count(problems.begin(), problems.end(), line) == 1);
    };
    listed("app/migrate.toml:2: unknown dirr in [migrate]; did you mean dir?");
    listed("app/migrate.toml:4: lock_timeout must be a time such as \"2s\"");
    listed("app/migrate.toml:5: unknown [biuld]; did you mean build?");
    listed("app/migrate.toml:7: wait must be a time such as \"60s\"");
}

TEST_CASE("a configuration that is no TOML is placed, and not quoted") {
    try {
        parse_config("[migrate]\ndatabase_url = postgresql://bot:s3cret@db/bot\n", "migrate.toml");
        FAIL("not refused");
    } catch (const Error& error) {
        CHECK(error.position().line == 2);
        CHECK(error.message().find("s3cret") == std::string::npos);
    }
}

TEST_CASE("times and sizes have units") {
    CHECK(parse_duration("500 ms") == 500ms);
    CHECK(parse_duration("1.5min") == 90s);
    CHECK(parse_duration("60") == 60s);
    CHECK(parse_size("64kB") == 65536);
    CHECK(parse_size("10") == 10);
    const std::string wrong = GENERATE("", "s", "-1", "1 week", "nan", "inf", "1e300", "1MB2");
    CAPTURE(wrong);
    CHECK_FALSE(parse_duration(wrong));
    CHECK_FALSE(parse_size(wrong));
}

TEST_CASE("what drift may ignore is a list of texts, and the seed of a round trip lies beside the file") {
    const migrate::Config config = migrate::parse_config(
        "[drift]\nignore = [\"audit.*\", \"*: comment\"]\n[round_trip]\nseed = \"rows.sql\"\n",
        "/project/migrate.toml");
    CHECK(config.drift_ignore == std::vector<std::string>{"audit.*", "*: comment"});
    CHECK(config.seed == "/project/rows.sql");
    for (const std::string wrong : {"\"audit\"", "[1]", "[\"\"]"}) {
        INFO(wrong);
        CHECK_THROWS_AS(migrate::parse_config("[drift]\nignore = " + wrong, "migrate.toml"), migrate::Error);
    }
}

TEST_CASE("a configuration says where the Redis and the bytecode are, and declares caches of its own") {
    const Config config = parse_config(
        "[redis]\nurl = 'redis://cache/1'\n[bytecode]\nroots = ['bot', '/srv/bot']\n"
        "[[cache]]\nname = 'menu'\nentries = 7\n[[cache]]\nname = 'extra'\n",
        "app/migrate.toml");
    CHECK(config.redis_url == "redis://cache/1");
    CHECK(config.bytecode_roots == std::vector<std::filesystem::path>{"app/bot", "/srv/bot"});
    const std::vector<CacheSpec> merged =
        merge_caches({{.name = "menu", .entries = 100}, {.name = "profile"}}, config.caches);
    REQUIRE(merged.size() == 3);
    CHECK(merged[0].entries == 7);
    CHECK(merged[1].name == "profile");
    CHECK(merged[2].name == "extra");
}

TEST_CASE("caches with problems are listed among those of the configuration") {
    try {
        parse_config("[bytecode]\nroots = 'bot'\n[[cache]]\nname = 'menu'\nprefix = ''\n", "migrate.toml");
        FAIL("it was taken");
    } catch (const Error& error) {
        CHECK(error.details() ==
              std::vector<std::string>{
                  "migrate.toml:2: roots must be paths such as [\"bot\"]",
                  "migrate.toml:5: prefix must not be empty; leave it out where there is none"});
    }
}

#include "src/files/database_url.hpp"

#include "src/base/error.hpp"
#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

std::string target(std::string_view url) {
    return libpq_target(url, "DATABASE_URL");
}

}  // namespace

TEST_CASE("the URLs of SQLAlchemy and its drivers become libpq's") {
    CHECK(target("postgresql+psycopg://bot:pw@db:5432/bot") == "postgresql://bot:pw@db:5432/bot");
    CHECK(target("postgresql+asyncpg://bot@db/bot?ssl=require") == "postgresql://bot@db/bot?sslmode=require");
    CHECK(target("postgresql+psycopg2:///bot?host=/run/pg") == "postgresql:///bot?host=/run/pg");
    CHECK(target(" postgres://db/bot\n") == "postgresql://db/bot");
    CHECK(target("postgresql://u:p%40s@[::1]:5432/bot") == "postgresql://u:p%40s@[::1]:5432/bot");
}

TEST_CASE("what only a driver understands is dropped") {
    CHECK(target("postgresql://db/bot?prepare_threshold=0&sslmode=require&pgbouncer=true") ==
          "postgresql://db/bot?sslmode=require");
    CHECK(target("postgresql://db/bot?timeout=3") == "postgresql://db/bot?connect_timeout=3");
    CHECK(target("postgresql://db/bot?something_new=1") == "postgresql://db/bot");
}

TEST_CASE("a misspelt parameter of libpq is not dropped in silence") {
    CHECK_THROWS_AS(target("postgresql://db/bot?ssl_mode=verify-full"), Error);
}

TEST_CASE("key word strings and database names pass as they are") {
    CHECK(target("host=db dbname=bot") == "host=db dbname=bot");
    CHECK(target("bot") == "bot");
    CHECK(target("") == "");
}

TEST_CASE("a URL that cannot be read is refused without showing any of it") {
    const std::string url = GENERATE("postgresql://bot:s3c/ret@db/bot", "postgresql://bot:123/s3cret@db/bot",
                                     "postgresql://bot:s3cret#1@db/bot", "postgresql://bot:s3cret?1@db/bot",
                                     "postgresql://bot:s3cret?a=1@db/bot", "postgresql://bot:s3cret@1@db/bot",
                                     "postgresql://bot:s3cret%zz@db/bot", "postgresql://bot:s3cret%@db/bot",
                                     "postgresql://bot:s3cret 1@db/bot", "mysql://bot:s3cret@db/bot",
                                     "bot:s3cret@db:5432/bot", "postgresql://bot:x@s3cret/1@db/bot");
    CAPTURE(url);
    try {
        target(url);
        FAIL("not refused");
    } catch (const Error& error) {
        CHECK(error.code() == ExitCode::usage);
        const std::string shown = error.message() + error.hint();
        CHECK(shown.find("s3c") == std::string::npos);
        CHECK(shown.find("DATABASE_URL") == 0);
    }
}

TEST_CASE("the nearer place names the database, and within a place the direct one for changes") {
    const Environment environment({{"DATABASE_URL", "process"}},
                                  {{"DATABASE_URL", "file"}, {"MIGRATE_DATABASE_URL", "file-direct"}},
                                  ".env");
    DatabaseSources sources{.url_option = {},
                            .direct_option = {},
                            .url_config = "config",
                            .direct_config = "config-direct",
                            .environment = &environment};
    CHECK(find_database_url(sources, false)->value == "process");
    CHECK(find_database_url(sources, true)->value == "process");
    sources.url_option = "option";
    CHECK(find_database_url(sources, true)->value == "option");
    sources.direct_option = "direct";
    CHECK(find_database_url(sources, true)->value == "direct");
    CHECK(find_database_url(sources, false)->value == "option");

    const Environment only_file({}, {{"DATABASE_URL", "file"}, {"MIGRATE_DATABASE_URL", "file-direct"}},
                                ".env");
    CHECK(find_database_url({.environment = &only_file}, true)->value == "file-direct");
    CHECK(find_database_url({.environment = &only_file}, false)->source == "DATABASE_URL in .env");
    CHECK_FALSE(find_database_url({}, true));
}

TEST_CASE("the direct URL that a hosting platform sets beside a pooled one is used for changes") {
    const Environment environment(
        {{"DATABASE_URL", "pooled"}, {"DATABASE_UNPOOLED_URL", "unpooled"}},
        {{"MIGRATE_DATABASE_URL", "file-direct"}, {"DATABASE_UNPOOLED_URL", "file-unpooled"}}, ".env");
    DatabaseSources sources{.environment = &environment};
    CHECK(find_database_url(sources, true)->value == "unpooled");
    CHECK(find_database_url(sources, true)->source == "DATABASE_UNPOOLED_URL");
    CHECK(find_database_url(sources, false)->value == "pooled");
    sources.url_option = "option";
    CHECK(find_database_url(sources, true)->value == "option");

    const Environment both({}, {{"MIGRATE_DATABASE_URL", "direct"}, {"DATABASE_UNPOOLED_URL", "unpooled"}},
                           ".env");
    CHECK(find_database_url({.environment = &both}, true)->value == "direct");
    const Environment only_unpooled({}, {{"DATABASE_UNPOOLED_URL", "unpooled"}}, ".env");
    CHECK(find_database_url({.environment = &only_unpooled}, false)->value == "unpooled");
}

#include "src/cache/redis_url.hpp"

#include "src/base/error.hpp"
#include "tests/support/catch.hpp"

using namespace migrate;

TEST_CASE("the URL of a Redis server is read part by part") {
    const RedisUrl url = parse_redis_url("redis://bot:p%40ss%3Aw%2Ford@redis.internal:6380/3");
    CHECK(url.user == "bot");
    CHECK(url.password == "p@ss:w/ord");
    CHECK(url.host == "redis.internal");
    CHECK(url.port == 6380);
    CHECK(url.database == 3);
    CHECK_FALSE(url.tls);
    CHECK(url.address() == "redis.internal:6380");
}

TEST_CASE("what the URL of a Redis server leaves out has its usual value") {
    const RedisUrl url = parse_redis_url("redis://");
    CHECK(url.address() == "localhost:6379");
    CHECK(url.database == 0);
    CHECK(parse_redis_url("redis://cache/").address() == "cache:6379");
    CHECK(parse_redis_url("redis://:secret@cache").password == "secret");
    CHECK(parse_redis_url("redis://cache?db=2").database == 2);
    CHECK(parse_redis_url("redis://cache?username=bot&password=a%26b&x=1").password == "a&b");
    CHECK(parse_redis_url("rediss://cache").tls);
    CHECK(parse_redis_url("redis://[::1]:6380/1").host == "::1");
    CHECK(parse_redis_url("redis://[::1]").address() == "[::1]:6379");
}

TEST_CASE("a Unix socket is named by its path") {
    for (const char* text : {"unix:///run/redis%20a/socket?db=5", "redis+unix:///run/redis%20a/socket?db=5",
                             "unix://bot:secret@/run/redis%20a/socket?db=5"}) {
        const RedisUrl url = parse_redis_url(text);
        CHECK(url.socket == "/run/redis a/socket");
        CHECK(url.database == 5);
        CHECK(url.address() == "/run/redis a/socket");
    }
    CHECK(parse_redis_url("unix://bot:secret@/run/socket").password == "secret");
}

TEST_CASE("a URL that is none of Redis is refused without a word of it") {
    for (const char* text :
         {"secret", "http://secret@host", "redis://u:sec%ret@host", "redis://u:secret@host:port",
          "redis://u:secret@host:0", "redis://u:secret@host:70000", "redis://u:secret@host/name",
          "redis://u:secret@host/-1", "redis://u:sec/ret@host", "redis://u:sec@ret@host",
          "redis://u:sec#ret@host", "redis://u:secret@[::1", "unix://secret", "unix://secret/a",
          "redis://u:secret@host/1/2", "redis://host/99999999999"}) {
        CAPTURE(text);
        try {
            parse_redis_url(text);
            FAIL("taken");
        } catch (const Error& error) {
            CHECK(error.code() == ExitCode::usage);
            const std::string all = error.message() + error.hint();
            for (const char* piece : {"secret", "sec%", "sec/", "ret@", "99999"})
                CHECK(all.find(piece) == std::string::npos);
        }
    }
}

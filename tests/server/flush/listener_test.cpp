// The listener that a daemon links.

#include "tests/server/flush/flush_example.hpp"
#include "tests/support/test_role.hpp"

using namespace migrate::test;

namespace {

constexpr auto end_daemons =
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'bot:here'";
constexpr auto registered = "SELECT count(*) FROM migrate.cache_listener";

void grant_listening(const TestDatabase& database, const TestRole& role) {
    database.psql("GRANT USAGE ON SCHEMA migrate TO " + role.quoted() +
                  "; GRANT SELECT ON migrate.cache_generation TO " + role.quoted() +
                  "; GRANT SELECT, INSERT, UPDATE, DELETE ON migrate.cache_listener TO " + role.quoted());
}

}  // namespace

TEST_CASE("a daemon that was away during a flush clears by the generation when it comes back") {
    const TestRole role("bot");
    const FlushExample example;
    grant_listening(example.database, role);
    HeardListener listener(role.url(example.database));
    REQUIRE(listener.comes_to_listen());
    CHECK(listener.count("cleared menu") == 1);  // nobody knows what it was filled with before
    example.database.psql("ALTER ROLE " + role.quoted() + " NOLOGIN");
    REQUIRE(example.database.psql(end_daemons) == "1");
    REQUIRE(comes_true([&] { return !listener.is_listening(); }));

    const auto flush = example.flush({"menu", "--wait", "50ms"});
    CHECK(flush["acknowledged"] == 0);
    CHECK(flush["daemons"].at(0)["likely_cause"].get<std::string>().find("its session ended") == 0);
    CHECK(listener.count("cleared menu") == 1);

    example.database.psql("ALTER ROLE " + role.quoted() + " LOGIN");
    REQUIRE(listener.comes_to_listen());
    CHECK(listener.hears("cleared menu", 2));
    CHECK(listener.count("cleared persona") == 1);  // whose generation is the same
    CHECK(listener.count("schema ") == 1);          // something may have changed meanwhile
    CHECK(example.flush({"menu"})["acknowledged"] == 1);
    CHECK(example.database.psql(registered) == "1");
}

TEST_CASE("a daemon that hears nothing still clears at its next sign of life") {
    const FlushExample example;
    HeardListener listener(example.database.url(), "bot:here", std::chrono::milliseconds(50));
    REQUIRE(listener.comes_to_listen());
    example.database.psql("INSERT INTO migrate.cache_generation VALUES ('persona', 1)");
    CHECK(listener.hears("cleared persona", 2));
    CHECK(listener.count("cleared menu") == 1);
}

TEST_CASE("a daemon that may not read the generations clears all at every connection, and is on the roll") {
    const TestRole role("bot");
    const FlushExample example;
    HeardListener listener(role.url(example.database));
    REQUIRE(listener.comes_to_listen());
    CHECK(listener.heard().find("the generations of caches cannot be read") != std::string::npos);
    const auto flush = example.flush({"menu"});
    CHECK(flush["acknowledged"] == 1);
    CHECK(flush["daemons"].at(0)["name"] == "bot:here");
    REQUIRE(example.database.psql(end_daemons) == "1");
    CHECK(listener.hears("cleared persona", 2));
}

TEST_CASE("a cache that cannot be cleared is told to the flush, and cleared at the next sign of life") {
    const FlushExample example;
    HeardListener listener(example.database.url(), "bot:here", std::chrono::milliseconds(50));
    REQUIRE(listener.comes_to_listen());
    listener.break_caches();
    const auto flush = example.flush({"menu"});
    CHECK(flush["acknowledged"] == 0);
    CHECK(flush["daemons"].at(0)["likely_cause"] ==
          "it answered that it could not clear: the cache is on fire");
    listener.mend_caches();
    CHECK(listener.hears("cleared menu", 2));
}

TEST_CASE("a daemon that stops leaves the roll, and is missed by nobody") {
    const FlushExample example;
    {
        HeardListener listener(example.database.url());
        REQUIRE(listener.comes_to_listen());
        CHECK(example.database.psql(registered) == "1");
    }
    CHECK(example.database.psql(registered) == "0");
    CHECK(example.flush({"menu"})["registered"] == 0);
}

TEST_CASE("a daemon that came back under its name takes the place of the one that was killed") {
    const FlushExample example;
    example.database.psql(
        "INSERT INTO migrate.cache_listener (id, name, channel) VALUES ('old', 'bot:here', 'cache_flush')");
    CHECK(example.flush({"menu", "--wait", "50ms"})["registered"] == 1);
    HeardListener listener(example.database.url());
    REQUIRE(listener.comes_to_listen());
    const auto flush = example.flush({"menu"});
    CHECK(flush["registered"] == 1);
    CHECK(flush["acknowledged"] == 1);
}

TEST_CASE("a daemon without a sign of life for long is forgotten") {
    const FlushExample example;
    example.database.psql(R"(INSERT INTO migrate.cache_listener (id, name, channel, seen_at)
        VALUES ('old', 'bot:gone', 'cache_flush', now() - interval '1 hour'))");
    CHECK(example.flush({"menu"})["registered"] == 0);
    CHECK(example.database.psql(registered) == "0");
}

TEST_CASE("what is no flush on the channel is passed over") {
    const FlushExample example;
    HeardListener listener(example.database.url());
    REQUIRE(listener.comes_to_listen());
    for (const char* payload :
         {"", "menu", "[]", "{\"flush\": 1, \"caches\": {}}", "{\"caches\": {\"menu\": 1}}"})
        example.database.psql(std::string("SELECT pg_notify('cache_flush', '") + payload + "')");
    CHECK(example.flush({"menu", "--key", "4\"2 \xd0\xbc"})["acknowledged"] == 1);
    CHECK(listener.count("cleared menu 4\"2 \xd0\xbc") == 1);
    CHECK(listener.count("cleared menu") == 1);
}

TEST_CASE("a listener of a wrong password says so without it, and goes on trying") {
    HeardListener listener("postgresql://bot:geheim@127.0.0.1:1/bot?connect_timeout=1");
    CHECK(comes_true(
        [&] { return listener.heard().find("not listening: cannot connect") != std::string::npos; }));
    CHECK(listener.heard().find("geheim") == std::string::npos);
    CHECK_FALSE(listener.is_listening());
    CHECK_THROWS_AS(migrate::CacheFlushListener({.database_url = "mysql://x"}), std::runtime_error);
    CHECK_THROWS_AS(migrate::CacheFlushListener({.channel = std::string(64, 'c')}), std::runtime_error);
}

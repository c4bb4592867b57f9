#include "src/settings/effective_setting.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

/// A server whose own statement_timeout is 1 s, asked by the role "ops" in "shop".
ServerFacts server_with(std::vector<StoredSetting> stored, const std::string& source = "configuration file") {
    ServerFacts facts{.database = "shop", .role = "ops"};
    facts.settings["statement_timeout"] = {.value = "1000", .unit = "ms", .source = source};
    facts.settings["shared_buffers"] = {.value = "16384", .unit = "8kB", .source = "default"};
    facts.stored = std::move(stored);
    return facts;
}

std::string effective(const ServerFacts& facts, std::string_view role, std::string_view database) {
    const auto setting = effective_setting(facts, "statement_timeout", role, database);
    return setting ? setting->text() + " by " + setting->source : "hidden";
}

}  // namespace

TEST_CASE("role in database beats role, role beats database, database beats all roles and the server") {
    std::vector<StoredSetting> stored{{"", "", "statement_timeout", "2s"},
                                      {"shop", "", "statement_timeout", "3s"},
                                      {"", "bot", "statement_timeout", "4000"},
                                      {"shop", "bot", "statement_timeout", "5s"},
                                      {"shop", "bot", "lock_timeout", "9s"}};
    const ServerFacts facts = server_with(stored);
    CHECK(effective(facts, "bot", "shop") == "5 s by role bot in database shop");
    CHECK(effective(facts, "bot", "other") == "4 s by role bot");
    CHECK(effective(facts, "cron", "shop") == "3 s by database shop");
    CHECK(effective(facts, "cron", "other") == "2 s by all roles");
    CHECK(effective(server_with({}), "bot", "shop") == "1 s by configuration file");
    CHECK(setting_layers(facts, "statement_timeout", "bot", "shop").size() == 5);
}

TEST_CASE("what a session of ours is given says nothing about others, unless it is in the bot's own URL") {
    CHECK(effective(server_with({}, "user"), "bot", "shop") == "hidden");
    CHECK(effective(server_with({}, "client"), "bot", "shop") == "hidden");
    CHECK(effective(server_with({{"", "ops", "statement_timeout", "7s"}}, "client"), "ops", "shop") ==
          "1 s by connection options");
    CHECK_FALSE(effective_setting(server_with({}), "idle_session_timeout", "bot", "shop"));
}

TEST_CASE("values of a server are read with their units") {
    const auto number = [](const char* value, const char* unit) {
        return EffectiveSetting{value, unit, ""}.number();
    };
    CHECK(number("15min", "ms") == 900'000);
    CHECK(number("10", "s") == 10'000);
    CHECK(number("16384", "8kB") == 128 * 1024 * 1024);
    CHECK(number("64MB", "kB") == 64 * 1024 * 1024);
    CHECK(number("1.5 h", "ms") == 5'400'000);
    CHECK_FALSE(number("on", ""));
    CHECK_FALSE(number("3 parsecs", "ms"));
    CHECK(EffectiveSetting{"0", "ms", ""}.text() == "0");
    CHECK(EffectiveSetting{"on", "", ""}.text() == "on");
}

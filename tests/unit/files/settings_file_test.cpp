#include "src/files/settings_file.hpp"

#include "src/base/error.hpp"
#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

std::vector<std::string> problems_of(std::string_view text) {
    try {
        parse_settings_file(text, "settings.toml");
    } catch (const Error& error) {
        CHECK(error.code() == ExitCode::usage);
        return error.details();
    }
    return {};
}

}  // namespace

TEST_CASE("a settings policy says what a bot's settings are, in the order of the file") {
    const SettingPolicy policy = parse_settings_file(
        "[[driver]]\nname = 'pool timeout'\nrole = 'pool_timeout'\nkind = 'seconds'\nvalue = 5\n"
        "[[variable]]\nname = 'POOL'\nrole = 'pool_size'\nkind = 'connections'\nrecommended = 25\ndefault = 20\n"
        "[[variable]]\nname = 'LEVEL'\nkind = 'level'\nrecommended = 'WARNING'\n"
        "[[driver]]\nname = 'lock timeout'\nkind = 'milliseconds'\nvariable = 'LOCK'\n",
        "settings.toml");
    REQUIRE(policy.entries.size() == 4);
    const PolicyEntry& timeout = policy.entries[0];
    CHECK(timeout.role == SettingRole::pool_timeout);
    CHECK(timeout.variable.empty());
    CHECK(timeout.fixed->number == 5000);
    CHECK(timeout.recommended == timeout.fixed);
    CHECK(policy.entries[1].variable == "POOL");
    CHECK(policy.entries[1].fallback->number == 20);
    CHECK(policy.entries[2].recommended->number == 30);
    CHECK(policy.entries[3].variable == "LOCK");
}

TEST_CASE("all problems of a settings policy are listed, with what was meant") {
    const auto problems = problems_of(
        "[[variable]]\nname = 'A'\nrole = 'pool_sise'\nkind = 'connections'\nrecomended = 25\n"
        "[[variable]]\nname = 'B'\nkind = 'hours'\n"
        "[[variable]]\nname = 'A'\nkind = 'count'\nrecommended = 'many'\nat_most = 'C'\n"
        "[[driver]]\nname = 'x'\nkind = 'flag'\n"
        "[[variable]]\nname = 'P'\nrole = 'pool_size'\nkind = 'count'\n"
        "[[variable]]\nname = 'Q'\nrole = 'pool_size'\nkind = 'count'\n"
        "[varaible]\n");
    const auto listed = [&](const std::string& line) {
        CAPTURE(line);
        CHECK(std::count(problems.begin(), problems.end(), line) == 1);
    };
    CHECK(problems.size() == 9);
    listed("settings.toml:3: unknown role pool_sise; did you mean pool_size?");
    listed("settings.toml:5: unknown recomended in [[variable]]; did you mean recommended?");
    listed("settings.toml:8: kind must be connections, count, seconds, milliseconds, level or flag");
    listed("settings.toml:12: recommended must be a value of the kind count");
    listed("settings.toml:9: A is there twice");
    listed("settings.toml:9: at_most of A names C, which is not there");
    listed("settings.toml:14: a [[driver]] lacks value, or the variable that gives it");
    listed("settings.toml:21: P and Q both have the role pool_size");
    listed("settings.toml:25: unknown varaible; did you mean variable?");
}

TEST_CASE("a settings policy declares caches") {
    const SettingPolicy policy = parse_settings_file(
        "[[variable]]\nname = 'TTL'\nkind = 'seconds'\n"
        "[[cache]]\nname = 'menu'\nttl = 1800\nttl_variable = 'TTL'\nentries = 100\nprefix = 'bot[1]:menu:'\nchannel = 'bot'\nkey = 'user id'\n"
        "[[cache]]\nname = 'small'\n",
        "settings.toml");
    REQUIRE(policy.caches.size() == 2);
    const CacheSpec& menu = policy.caches[0];
    CHECK(menu.name == "menu");
    CHECK(menu.ttl == std::chrono::seconds(1800));
    CHECK(menu.ttl_variable == "TTL");
    CHECK(menu.entries == 100);
    CHECK(menu.prefix == "bot[1]:menu:");
    CHECK(menu.channel == "bot");
    CHECK(menu.key == "user id");
    CHECK(menu.position.line == 4);
    CHECK(policy.caches[1].channel == "cache_flush");
    CHECK(policy.caches[1].prefix.empty());
}

TEST_CASE("all problems of caches are listed, with what was meant") {
    const auto problems = problems_of(
        "[[cache]]\nname = 'menu'\nprefix = ''\nttll = 5\n"
        "[[cache]]\nname = 'menu'\nttl = 0\nentries = 'many'\n"
        "[[cache]]\nprefix = 'bot:'\nttl_variable = 'TTL'\n"
        "[[cache]]\nname = 'bytecode'\nprefix = 'bot:menu:'\nchannel = '" +
        std::string(64, 'c') + "'\n");
    const auto listed = [&](const std::string& line) {
        CAPTURE(line);
        CHECK(std::count(problems.begin(), problems.end(), "settings.toml:" + line) == 1);
    };
    CHECK(problems.size() == 10);
    listed("3: prefix must not be empty; leave it out where there is none");
    listed("4: unknown ttll in [[cache]]; did you mean ttl?");
    listed("5: the cache menu is there twice, first in line 1");
    listed("7: ttl must be a number of seconds from 1 to 31622400");
    listed("8: entries must be a number of entries from 1 to 1000000000");
    listed("9: a [[cache]] lacks name");
    listed("9: ttl_variable of the cache  names TTL, which is no [[variable]]");
    listed("12: bytecode is what `flush bytecode` calls compiled Python; choose another name");
    listed("12: the prefixes of  and bytecode share keys: bot: and bot:menu:");
    listed("15: channel has 64 bytes, and PostgreSQL takes 63 at most");
    CHECK(problems_of("[cache]\nname = 'menu'\n").size() == 1);
}

TEST_CASE("the bot's own policy declares its four caches") {
    const SettingPolicy policy = read_settings_file(MIGRATE_SOURCE_DIRECTORY "/checks/settings.toml");
    std::vector<std::string> names;
    for (const CacheSpec& cache : policy.caches) {
        names.push_back(cache.name);
        CHECK(cache.prefix == "bot:" + cache.name + ":");
    }
    CHECK(names == std::vector<std::string>{"profile", "persona", "menu", "context"});
}

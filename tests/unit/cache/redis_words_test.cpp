#include "src/cache/bytecode_name.hpp"
#include "src/cache/key_pattern.hpp"
#include "src/cache/redis_refusal.hpp"
#include "tests/support/catch.hpp"

using namespace migrate;

TEST_CASE("glob signs of a prefix are escaped, others are not") {
    CHECK(key_pattern("bot:menu:") == "bot:menu:*");
    CHECK(key_pattern("bot[prod]:*?\\:") == "bot\\[prod\\]:\\*\\?\\\\:*");
    CHECK(key_pattern("-^\n\"") == "-^\n\"*");
}

TEST_CASE("what a Redis server refuses is told apart") {
    CHECK(refusal_of("NOAUTH Authentication required.") == RedisRefusal::no_login);
    CHECK(refusal_of("ERR invalid password") == RedisRefusal::wrong_login);
    CHECK(refusal_of("WRONGPASS invalid username-password pair or user is disabled.") ==
          RedisRefusal::wrong_login);
    CHECK(refusal_of("ERR unknown command `UNLINK`, with args beginning with: ") ==
          RedisRefusal::unknown_command);
    CHECK(refusal_of("ERR unknown command 'unlink'") == RedisRefusal::unknown_command);
    CHECK(refusal_of("MOVED 3999 127.0.0.1:6381") == RedisRefusal::moved);
    CHECK(refusal_of("CROSSSLOT Keys in request don't hash to the same slot") == RedisRefusal::cross_slot);
    CHECK(refusal_of("ERR syntax error") == RedisRefusal::other);
}

TEST_CASE("a refusal names the command and the server, and repeats no argument") {
    const Error error = redis_refused("ERR unknown command `AUTH`, with args beginning with: `bot` `secret` ",
                                      "AUTH", "cache:6379");
    CHECK(error.message() == "Redis at cache:6379 refused AUTH: ERR unknown command `AUTH`");
    const Error denied =
        redis_refused("NOPERM this user has no permissions to run the 'scan' command", "SCAN", "cache:6379");
    CHECK(denied.code() == ExitCode::step_failed);
    CHECK(denied.hint().find("+scan") != std::string::npos);
}

TEST_CASE("Python's own names of bytecode are known") {
    for (const char* name :
         {"a.cpython-311.pyc", "a.cpython-313t.pyc", "a.b.cpython-311.opt-1.pyc", "a.pypy310.opt-2.pyc",
          "__init__.graalpy242-311.pyc", "\xd0\xb1.cpython-311.pyc"}) {
        CAPTURE(name);
        CHECK(is_bytecode_name(name));
    }
    for (const char* name : {"a.pyc", ".pyc", "a.cpython-311.py", "a.cpython-311.pyo",
                             "a.cpython-311.opt-3.pyc", "cpython-311.pyc", ".cpython-311.pyc", "a..pyc",
                             "a.old.pyc", "a.311.pyc", "a.cpython-311-pytest-7.2.1.pyc"}) {
        CAPTURE(name);
        CHECK_FALSE(is_bytecode_name(name));
    }
}

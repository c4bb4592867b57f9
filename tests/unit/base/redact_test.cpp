#include "src/base/redact.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;

TEST_CASE("a password never survives, whatever form it has") {
    const std::string text = GENERATE(
        "postgresql://bot:s3cret@db:5432/bot", "postgresql+psycopg://bot:s3cret@db/bot?sslmode=require",
        "postgres://bot:s3cret:with@signs@db/bot", "postgres://bot:a#b?s3cret@db/bot",
        "postgresql://db/bot?user=bot&password=s3cret&x=1", "host=db password=s3cret dbname=bot",
        "host=db password='s3cret it''s' dbname=bot", "PASSWORD = s3cret", "ALTER ROLE bot PASSWORD 's3cret'",
        "CREATE USER MAPPING ... OPTIONS (user 'bot', password 'a''s3cret')",
        "ALTER ROLE bot PASSWORD\n's3cret and cu",
        "two: redis://:s3cret@r:6379/0 and postgres://a:s3cret@b/c");
    CAPTURE(text);
    CHECK(redact(text).find("s3cret") == std::string::npos);
}

TEST_CASE("what is no password stays") {
    CHECK(redact("postgresql://bot@db:5432/bot") == "postgresql://bot@db:5432/bot");
    CHECK(redact("postgresql://bot:x@db:5432/bot") == "postgresql://bot:***@db:5432/bot");
    CHECK(redact("file.sql:12: a@b") == "file.sql:12: a@b");
    CHECK(redact("option 'password' is 'x'") == "option 'password' is 'x'");
    CHECK(redact("ALTER ROLE bot PASSWORD 'x' VALID UNTIL 'y'") ==
          "ALTER ROLE bot PASSWORD *** VALID UNTIL 'y'");
}

TEST_CASE("a text of any length and shape is read to its end") {
    const std::string word(1'000'000, 'x');
    CHECK(redact(word + "://bot:s3cret@db") == word + "://bot:***@db");
    CHECK(redact("password='" + word) == "password=***");
    CHECK(redact("password=") == "password=");
}

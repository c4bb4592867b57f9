#include "src/base/secret_column.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;

TEST_CASE("columns, expressions and tables that name a secret look secret") {
    for (const char* name : {"token", "access_token", "Password", "password_hash", "client_secret", "api_key",
                             "lower(\"apiKey\")", "key"})
        CHECK(looks_secret(name));
    for (const char* name : {"email", "lower(name)", "keyword", "key_count", "chat_id"})
        CHECK_FALSE(looks_secret(name));
    CHECK(looks_secret("digest", "api_keys"));
    CHECK(looks_secret("value", "reset_tokens"));
    for (const char* name : {"id", "user_id", "created_at"}) CHECK_FALSE(looks_secret(name, "api_keys"));
}

TEST_CASE("the server's DETAIL loses the values of a secret key, and no others") {
    CHECK(mask_key_values("Key (token)=(a)=(b) already exists.)") == "Key (token)=(***) already exists.)");
    CHECK(mask_key_values("Key (id, api_key)=(7, sk-1) is duplicated.") ==
          "Key (id, api_key)=(***) is duplicated.");
    CHECK(mask_key_values("Key (digest)=(x) already exists.", "api_keys") ==
          "Key (digest)=(***) already exists.");
    CHECK(mask_key_values("Key (token)=(x) conflicts with existing key (token)=(y).") == "Key (token)=(***)");
    CHECK(mask_key_values("Key (lower(password))=(x) is duplicated.") ==
          "Key (lower(password))=(***) is duplicated.");
    for (const char* other : {"Key (email)=(token) is duplicated.", "token: nothing here is a key", ""})
        CHECK(mask_key_values(other) == other);
}

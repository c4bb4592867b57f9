#include "src/index/missing_right.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;

TEST_CASE("a missing right names role, object and what to type") {
    const auto text = [](const std::string& kind) {
        return describe(MissingRight{.kind = kind, .object = "thing", .role = "app", .owner = "boss"});
    };
    CHECK(text("owner").ends_with("GRANT boss TO app"));
    CHECK(text("superuser_owner").ends_with("ALTER TABLE thing OWNER TO app"));
    CHECK(text("read").ends_with("GRANT SELECT ON thing TO app"));
    CHECK(text("schema").ends_with("GRANT CREATE ON SCHEMA thing TO app"));
    CHECK(text("tablespace").ends_with("GRANT CREATE ON TABLESPACE thing TO app"));
    CHECK(text("database").ends_with("GRANT CREATE ON DATABASE thing TO app"));
    for (const char* kind : {"owner", "schema", "tablespace", "no_tablespace", "database", "version"})
        CHECK(text(kind).find(" thing: ") != std::string::npos);
}

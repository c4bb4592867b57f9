#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"

using namespace migrate::test;

TEST_CASE("manifest writes the same file for the same revisions, and - is stdout") {
    MigrateTest program;
    program.bot_revisions();
    const std::string text = program.output_of({"manifest", "--output", "-"});
    CHECK(text == program.output_of({"manifest", "-o", "-"}));
    CHECK(text.find("CREATE TABLE") == std::string::npos);
    const auto manifest = nlohmann::json::parse(text);
    CHECK(manifest["revisions"].size() == 6);
    CHECK(manifest["revisions"][5]["indexes"].size() == 12);
    CHECK(program.run({"manifest", "--output", "nowhere/manifest.json"}).exit_code == 2);
}

TEST_CASE("what is no manifest, or one of a newer release, is refused") {
    MigrateTest program;
    program.file("a.json", "{\"revisions\": []}").file("b.json", R"({"manifest": 99, "revisions": []})");
    for (const char* name : {"a.json", "b.json"}) {
        const ProcessResult result = program.run({"preflight", "--manifest", name});
        INFO(result.errors);
        CHECK(result.exit_code == 2);
        CHECK(result.errors.find("is not a manifest") != std::string::npos);
    }
}

// A role that may not do what a plan needs: told everything at once, before anything changes.

#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/test_role.hpp"
#include "tests/support/test_server.hpp"

#include <nlohmann/json.hpp>

using namespace migrate::test;

namespace {

constexpr auto revision =
    "revision = \"a001\"\nparents = []\nmessage = \"index\"\n\n[[create_index]]\nname = \"ix_things\"\n"
    "table = \"things\"\ncolumns = [\"id\"]\nwhy = \"found by id\"\n";
constexpr auto changes =
    "SELECT count(*) FROM pg_class WHERE relname IN ('ix_things', 'alembic_version') OR relnamespace = to_regnamespace('migrate')";

/// What a detail tells to type.
std::string remedy_of(const std::string& detail) {
    return detail.substr(detail.rfind(": ") + 2);
}

nlohmann::json refused(const MigrateTest& program, const std::vector<std::string>& command) {
    const ProcessResult result = program.run(command);
    INFO(result.output << result.errors);
    CHECK(result.exit_code == 7);
    const auto document = nlohmann::json::parse(result.output);
    CHECK(document["result"] == "refused");
    return document["error"]["details"];
}

}  // namespace

TEST_CASE("all rights that a role lacks are named at once, and what is told to type mends them") {
    const TestRole owner("owner");
    const TestRole app("App-1");
    const TestDatabase database;
    database.psql(
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC; CREATE TABLE things (id int); ALTER TABLE things OWNER TO " +
        owner.quoted());
    MigrateTest program;
    program.without_small_tables().file("migrations/a001.toml", revision).database(app.url(database));
    const auto details = refused(program, {"up", "--format", "json"});
    INFO(details.dump(1));
    CHECK(refused(program, {"up", "--dry-run", "--format", "json"}) == details);
    CHECK(database.psql(changes) == "0");
    std::string remedies;
    for (const std::string detail : details) remedies += remedy_of(detail) + ";\n";
    CHECK(remedies == "GRANT " + owner.quoted() + " TO " + app.quoted() +
                          ";\nGRANT SELECT ON public.things TO " + app.quoted() +
                          ";\nGRANT CREATE ON SCHEMA public TO " + app.quoted() +
                          ";\nGRANT CREATE ON DATABASE " + database.name() + " TO " + app.quoted() + ";\n");
    database.psql(remedies);
    const ProcessResult result = program.run({"up"});
    INFO(result.errors);
    CHECK(result.exit_code == 0);
    CHECK(database.psql("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_things'::regclass") == "t");
}

TEST_CASE("the owner of a table needs CREATE on its schema, and undoing needs it no more") {
    const TestRole app("owner");
    const TestDatabase database;
    database.psql(
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC; CREATE TABLE things (id int); ALTER TABLE things OWNER TO " +
        app.quoted() + "; GRANT CREATE ON DATABASE " + database.name() + " TO " + app.quoted());
    MigrateTest program;
    program.without_small_tables().file("migrations/a001.toml", revision).database(app.url(database));
    const auto details = refused(program, {"up", "--format", "json"});
    INFO(details.dump(1));
    REQUIRE(details.size() == 1);
    const std::string grant = remedy_of(details[0]);
    CHECK(grant == "GRANT CREATE ON SCHEMA public TO " + app.quoted());
    database.psql(grant);
    CHECK(program.run({"up"}).exit_code == 0);
    database.psql("REVOKE CREATE ON SCHEMA public FROM " + app.quoted());
    const ProcessResult down = program.run({"down"});
    INFO(down.errors);
    CHECK(down.exit_code == 0);
    CHECK(database.psql("SELECT to_regclass('ix_things') IS NULL") == "t");
}

TEST_CASE("a plan with nothing to do asks for no rights") {
    const TestRole app("app");
    const TestDatabase database;
    database.psql("CREATE TABLE things (id int)");
    MigrateTest program;
    program.without_small_tables().file("migrations/a001.toml", revision).database(database.url());
    REQUIRE(program.run({"up"}).exit_code == 0);
    database.psql("GRANT SELECT ON alembic_version TO " + app.quoted());
    program.database(app.url(database));
    const ProcessResult result = program.run({"up"});
    INFO(result.errors);
    CHECK(result.output == "nothing to do: at head a001\n");
}

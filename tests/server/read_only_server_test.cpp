// default_transaction_read_only: of the whole server, or of a role.

#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/test_server.hpp"

using namespace migrate::test;

TEST_CASE("a server whose configuration makes it read-only is refused, and looking at it works") {
    migrate::SandboxOptions options = fast_sandbox();
    options.settings = {"default_transaction_read_only=on"};
    const auto server = migrate::Sandbox::start(options);
    MigrateTest program;
    program.revision("a1").database(server.url());
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"up"}, {"stamp", "head"}, {"ensure-version"}, {"up", "--dry-run"}}) {
        const ProcessResult result = program.run(command);
        INFO(result.output << result.errors);
        CHECK(result.exit_code == 7);
        CHECK(result.errors.find(
                  "read-only: default_transaction_read_only is on, set by its configuration file") !=
              std::string::npos);
    }
    CHECK(program.run({"status"}).exit_code == 0);
    CHECK(psql(server.url(), "SELECT to_regclass('alembic_version') IS NULL") == "t");
}

TEST_CASE("a database that is read-only by its own setting is changed all the same") {
    const TestDatabase database;
    database.psql("ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on");
    MigrateTest program;
    program.revision("a1").database(database.url());
    CHECK(program.run({"ensure-version"}).exit_code == 0);
    CHECK(program.run({"up"}).exit_code == 0);
    CHECK(program.run({"stamp", "base"}).exit_code == 0);
    CHECK(database.psql("SELECT count(*) FROM alembic_version") == "0");
    CHECK(database.psql("SELECT to_regclass('t_a1') IS NOT NULL") == "t");
}

TEST_CASE(
    "in a database that is read-only by its own setting indexes are compared, not taken for conflicts") {
    register_template("models", read_support_file("models_schema.sql"));
    const TestDatabase database("models");
    database.psql("ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on");
    MigrateTest program;
    const ProcessResult result = program.bot_revisions().database(database.url()).run({"up"});
    INFO(result.output << result.errors);
    CHECK(result.exit_code == 0);
}

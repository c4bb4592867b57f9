// What an operator gets on the bot's own databases, in every state that live ones are found in.

#include "tests/support/bot_indexes.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/test_server.hpp"

#include <algorithm>

using namespace migrate::test;

namespace {

const DumpOptions without_our_tables{.exclude_schemas = {"migrate"}, .exclude_tables = {"alembic_version"}};
const DumpOptions without_journal{.exclude_schemas = {"migrate"}};

constexpr auto alembic_table = R"(
CREATE TABLE alembic_version (version_num varchar(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
INSERT INTO alembic_version VALUES ('20250910_133600');)";

constexpr auto some_rows = R"(
INSERT INTO users (telegram_id, daily_message_count, monthly_message_count, monthly_photo_count, credits)
SELECT n, 0, 0, 0, 1.5 FROM generate_series(1, 100) n;)";

/// A database that the bot's models made.
struct ModelsDatabase {
    ModelsDatabase() {
        register_template("models with users", read_support_file("models_schema.sql") + some_rows);
        database.emplace("models with users");
    }
    TestDatabase& operator*() { return *database; }
    TestDatabase* operator->() { return &*database; }
    std::optional<TestDatabase> database;
};

std::size_t count_verb(const nlohmann::json& result, const std::string& verb) {
    std::size_t n = 0;
    for (const auto& step : result["done"]) {
        for (const auto& index : step["indexes"]) n += index["action"] == verb ? 1 : 0;
    }
    return n;
}

}  // namespace

TEST_CASE("an empty database gets all six revisions, and `down base` leaves it as it was") {
    const TestDatabase database;
    MigrateTest program;
    program.bot_revisions().database(database.url());
    const std::string before = database.dump(without_our_tables);

    const auto up = program.json({"up"});
    CHECK(up["result"] == "done");
    CHECK(up["done"].size() == 6);
    CHECK(database.psql(usable_bot_indexes) == "12");
    CHECK(database.psql("SELECT version_num FROM alembic_version") == "performance_indexes_001");
    CHECK(program.json({"up"})["result"] == "nothing");

    CHECK(program.json({"down", "base", "--yes"})["result"] == "done");
    CHECK(database.dump(without_our_tables) == before);
    CHECK(database.psql("SELECT count(*) FROM alembic_version") == "0");
}

TEST_CASE("the offline script takes an empty database and one that the models made to the same twelve") {
    MigrateTest program;
    const std::string script = program.bot_revisions().output_of({"up", "--sql"});
    const TestDatabase empty;
    empty.psql(script);
    CHECK(empty.psql(usable_bot_indexes) == "12");
    ModelsDatabase models;
    models->psql(script);
    CHECK(models->psql(usable_bot_indexes) == "12");
    CHECK(program.database(models->url()).json({"up"})["result"] == "nothing");
}

TEST_CASE("the offline script stops where an index of that name cannot be used") {
    MigrateTest program;
    const std::string script = program.bot_revisions().output_of({"up", "20250910_133600:head", "--sql"});
    const TestDatabase database;
    database.psql(program.output_of({"up", "20250910_133600", "--sql"}));
    database.psql("CREATE INDEX ix_users_credits ON persona_configs (name)");
    std::string failure;
    try {
        database.psql(script);
    } catch (const std::exception& error) {
        failure = error.what();
    }
    CHECK(failure.find("no usable index ix_users_credits on users") != std::string::npos);
}

TEST_CASE(
    "on the models' database four of the twelve are adopted, eight are built, and those eight come down again") {
    ModelsDatabase database;
    database->psql(alembic_table);
    MigrateTest program;
    program.bot_revisions().database(database->url());
    const std::string before = database->dump(without_journal);

    const auto up = program.json({"up"});
    CHECK(count_verb(up, "adopt") == 4);
    CHECK(count_verb(up, "build_plain") + count_verb(up, "build") == 8);
    CHECK(database->psql(usable_bot_indexes) == "12");

    const auto down = program.json({"down", "--yes"});
    CHECK(count_verb(down, "drop") == 8);
    CHECK(count_verb(down, "keep") == 4);
    CHECK(database->dump(without_journal) == before);
}

TEST_CASE("a database without alembic_version keeps every object and every row") {
    ModelsDatabase database;
    MigrateTest program;
    program.bot_revisions().database(database->url());
    const std::string before = database->dump(without_our_tables);

    CHECK(program.json({"up"})["done"].size() == 6);
    CHECK(database->psql(usable_bot_indexes) == "12");
    CHECK(database->psql("SELECT count(*) FROM users") == "100");

    // The way back to the root undoes nothing that the models made.
    CHECK(program.json({"down", "base", "--yes"})["result"] == "done");
    CHECK(database->dump(without_our_tables) == before);
    CHECK(database->psql("SELECT count(*) FROM users") == "100");
}

TEST_CASE("an index of the same name and another definition stops the plan before anything changes") {
    ModelsDatabase database;
    database->psql(alembic_table);
    database->psql("CREATE INDEX ix_chat_bot_muted ON chat_bot_instances (chat_id, is_muted)");
    MigrateTest program;
    program.bot_revisions().database(database->url());
    const std::string before = database->dump();

    const ProcessResult refused = program.run({"up"});
    CHECK(refused.exit_code == 7);
    const std::string said = refused.output + refused.errors;
    CHECK(said.find("(chat_id, is_muted)") != std::string::npos);
    CHECK(said.find("(is_muted, active)") != std::string::npos);
    CHECK(said.find("--on-conflict replace") != std::string::npos);
    CHECK(said.find("--on-conflict keep") != std::string::npos);
    CHECK(database->dump() == before);

    SECTION("replace: ours takes its place, and the way back builds the other one again") {
        const std::string without = database->dump(without_journal);
        CHECK(program.run({"up", "--on-conflict", "replace"}).exit_code == 0);
        CHECK(database->psql("SELECT pg_get_indexdef('ix_chat_bot_muted'::regclass)")
                  .find("(is_muted, active)") != std::string::npos);
        CHECK(program.run({"down", "--yes"}).exit_code == 0);
        CHECK(database->dump(without_journal) == without);
    }
    SECTION("keep: the other one stays, and nothing is left to do") {
        CHECK(program.run({"up", "--on-conflict", "keep"}).exit_code == 0);
        CHECK(database->psql("SELECT pg_get_indexdef('ix_chat_bot_muted'::regclass)")
                  .find("(chat_id, is_muted)") != std::string::npos);
        CHECK(program.json({"up"})["result"] == "nothing");
    }
}

TEST_CASE("an INVALID index is dropped and built again, before and after its revision was applied") {
    ModelsDatabase database;
    database->psql(alembic_table);
    MigrateTest program;
    program.bot_revisions().database(database->url());
    const std::string invalidate =
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_context_chat_order'::regclass";

    database->psql(
        "CREATE INDEX ix_context_chat_order ON chat_contexts (chat_bot_instance_id, message_order)");
    database->psql(invalidate);
    CHECK(count_verb(program.json({"up"}), "rebuild") == 1);
    CHECK(database->psql(usable_bot_indexes) == "12");

    database->psql(invalidate);
    CHECK(program.json({"status"})["verdict"] == "invalid_index");
    CHECK(count_verb(program.json({"up"}), "rebuild") == 1);
    CHECK(database->psql(usable_bot_indexes) == "12");
    CHECK(database->psql("SELECT count(*) FROM migrate.journal WHERE action = 'repair' AND state = 'done'") ==
          "1");
}

TEST_CASE("the same columns under another name are reported, and nothing is built twice") {
    ModelsDatabase database;
    database->psql(alembic_table);
    database->psql("CREATE INDEX by_chat ON chat_bot_instances (chat_id, active)");
    MigrateTest program;
    program.bot_revisions().database(database->url());

    const auto up = program.json({"up"});
    CHECK(count_verb(up, "accept") == 1);
    CHECK(database->psql("SELECT to_regclass('ix_chat_bot_active') IS NULL") == "t");
    const auto status = program.json({"status"});
    const auto& indexes = status["indexes"];
    CHECK(std::any_of(indexes.begin(), indexes.end(), [](const auto& index) {
        return index["name"] == "ix_chat_bot_active" && index["state"] == "equivalent";
    }));
    CHECK(program.json({"up"})["result"] == "nothing");
}

TEST_CASE("--on-equivalent rename gives the index the declared name, and the way back gives the old one") {
    ModelsDatabase database;
    database->psql(alembic_table);
    database->psql("CREATE INDEX by_chat ON chat_bot_instances (chat_id, active)");
    MigrateTest program;
    program.bot_revisions().database(database->url());
    const std::string before = database->dump(without_journal);

    CHECK(program.run({"up", "--on-equivalent", "rename"}).exit_code == 0);
    CHECK(database->psql(usable_bot_indexes) == "12");
    CHECK(database->psql("SELECT to_regclass('by_chat') IS NULL") == "t");
    CHECK(program.run({"down", "--yes"}).exit_code == 0);
    CHECK(database->dump(without_journal) == before);
}

TEST_CASE("a second root is refused at once with both heads, their files and the mending command") {
    ModelsDatabase database;
    database->psql(alembic_table);
    MigrateTest program;
    program.bot_revisions().database(database->url());
    std::filesystem::remove(program.path() / "migrations/performance_indexes_001.toml");
    program.file("migrations/performance.toml",
                 "revision = \"performance_indexes_001\"\nparents = []\nmessage = \"orphan\"\n"
                 "[[create_index]]\nname = \"ix_a\"\ntable = \"users\"\ncolumns = [\"credits\"]\n");
    const std::string before = database->dump();

    const ProcessResult refused = program.run({"up"});
    CHECK(refused.exit_code == 2);
    for (const char* part : {"performance_indexes_001", "20250910_133600", "performance.toml",
                             "20250910_133600_api_keys.sql", "parents"}) {
        CAPTURE(part);
        CHECK(refused.errors.find(part) != std::string::npos);
    }
    CHECK(database->dump() == before);
    // The files alone show it: a server that is not there makes no difference.
    CHECK(program.database("postgresql://localhost:1/none").run({"up"}).exit_code == 2);
}

TEST_CASE("a server that is down is one clear line, and the password is nowhere") {
    MigrateTest program;
    program.bot_revisions().database("postgresql://bot:s3cr3t@127.0.0.1:1/bot");
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{"up"},
                                                      {"up", "-v"},
                                                      {"status", "--format", "json"},
                                                      {"up", "--format", "json", "-v"}}) {
        const ProcessResult result = program.run(arguments);
        CHECK(result.exit_code == 3);
        CHECK((result.output + result.errors).find("s3cr3t") == std::string::npos);
        CHECK(result.errors.find("cannot connect") != std::string::npos);
    }
}

TEST_CASE("an SQL error names file, line, statement and SQLSTATE, and its revision leaves nothing behind") {
    const TestDatabase database;
    MigrateTest program;
    program.database(database.url());
    program.file(
        "migrations/1.sql",
        "-- revision: one\n-- parents:\n-- message: one\n-- migrate: up\nCREATE TABLE a (i int);\n-- migrate: down\nDROP TABLE a;\n");
    program.file(
        "migrations/2.sql",
        "-- revision: two\n-- parents: one\n-- message: two\n-- migrate: up\nCREATE TABLE b (i int);\nINSERT INTO b\nSELECT 1 / (i - i) FROM a;\n"
        "INSERT INTO nowhere VALUES (1);\n-- migrate: down\nDROP TABLE b;\n");
    const ProcessResult failed = program.run({"up"});
    CHECK(failed.exit_code == 4);
    for (const char* part : {"2.sql:8", "42P01", "INSERT INTO nowhere", "two"}) {
        CAPTURE(part);
        CHECK((failed.output + failed.errors).find(part) != std::string::npos);
    }
    CHECK(database.psql("SELECT to_regclass('a') IS NOT NULL, to_regclass('b') IS NULL") == "t|t");
    CHECK(database.psql("SELECT version_num FROM alembic_version") == "one");
    CHECK(database.psql("SELECT state, sqlstate FROM migrate.journal WHERE revision = 'two'") ==
          "failed|42P01");
}

TEST_CASE("--dry-run tells the plan and changes nothing") {
    ModelsDatabase database;
    MigrateTest program;
    program.bot_revisions().database(database->url());
    const std::string before = database->dump();
    const ProcessResult plan = program.run({"up", "--dry-run"});
    CHECK(plan.exit_code == 0);
    CHECK(plan.output.find("ix_context_chat_order") != std::string::npos);
    CHECK(database->dump() == before);
    CHECK(database->psql("SELECT to_regclass('alembic_version') IS NULL") == "t");
}

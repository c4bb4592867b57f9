// Indexes on partitioned tables, to any depth: each partition CONCURRENTLY, and a start from whatever is
// there.

#include "tests/server/partitioned_example.hpp"

using namespace migrate::test;
using std::chrono::milliseconds;

namespace {

constexpr auto on_only =
    "CREATE INDEX ix_context_chat_order ON ONLY chat_contexts (chat_bot_instance_id, message_order)";

/// A revision with an index ix on the table t.
void index_on_t(MigrateTest& program, const TestDatabase& database, const std::string& rest) {
    program.database(database.url())
        .file(
            "migrations/a.toml",
            "revision = \"a\"\nparents = []\nmessage = \"a\"\n[[create_index]]\nname = \"ix\"\ntable = \"t\"\n" +
                rest + "\n");
}

}  // namespace

TEST_CASE("the bot's indexes are built on a partitioned table as on any other, and come down again") {
    PartitionedChats chats;
    chats.psql(
        "CREATE TABLE alembic_version (version_num varchar(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));"
        "INSERT INTO alembic_version VALUES ('20250910_133600')");
    const DumpOptions without_journal{.exclude_schemas = {"migrate"}};
    const std::string before = chats.database.dump(without_journal);
    MigrateTest program;
    program.bot_revisions().database(chats.database.url());
    CHECK(program.json({"up"})["result"] == "done");
    chats.check_sound();
    CHECK(chats.psql("SELECT count(*) FROM pg_partition_tree('ix_context_chat_order')") == "21");
    CHECK(chats.psql("SELECT count(*) FROM pg_partition_tree('ix_context_timestamp')") == "21");
    CHECK(program.json({"down"})["result"] == "done");
    CHECK(chats.database.dump(without_journal) == before);
}

TEST_CASE("a partitioned index is what CREATE INDEX makes, bears a name on each partition, and is recorded") {
    const PartitionedChats chats;
    chats.up();
    CHECK(chats.psql("SELECT indexrelid::regclass FROM pg_index JOIN pg_class ON oid = indexrelid "
                     "WHERE indrelid = 'chat_contexts_p03_new'::regclass AND NOT indisprimary") ==
          "ix_context_chat_order_chat_contexts_p03_new");
    CHECK(chats.psql("SELECT count(DISTINCT obj_description(relid, 'pg_class')) FROM "
                     "pg_partition_tree('ix_context_chat_order')") == "1");
    CHECK(chats.psql("SELECT origin, state FROM migrate.index_journal") == "created|done");
    chats.check_complete();
    chats.down();
    chats.check_gone();
}

TEST_CASE("kill -9 in the middle of a partitioned index: the next run goes on at that partition") {
    PartitionedChats chats;
    chats.kill_up();
    const std::string finished = chats.finished_parts();
    CHECK(finished.find("_p00") != std::string::npos);
    CHECK(finished.find("_p09") == std::string::npos);

    Process second = chats.program.start({"up"});
    CHECK_FALSE(second.wait(milliseconds(700)));  // the server still builds what the killed run began
    const std::string begun = chats.work_name_on("chat_contexts_p09");
    const std::string begun_oid = chats.psql("SELECT '" + begun + "'::regclass::oid");
    chats.held->end();
    const auto result = second.wait(milliseconds(60'000));
    REQUIRE(result);
    INFO(result->output << result->errors);
    CHECK(result->exit_code == 0);
    const std::string now = chats.finished_parts();
    std::string missing;
    for (std::size_t at = 0; at < finished.size();) {
        const auto end = std::min(finished.find('\n', at), finished.size());
        if (now.find(finished.substr(at, end - at)) == std::string::npos)
            missing += finished.substr(at, end - at);
        at = end + 1;
    }
    CHECK(missing == "");  // no finished partition was built again
    CHECK(chats.psql("SELECT oid FROM pg_class WHERE relname = 'ix_context_chat_order_chat_contexts_p09'") ==
          begun_oid);
    chats.check_complete();
    chats.down();
    chats.check_gone();
}

TEST_CASE("what a killed run and a killed server process left INVALID on a partition is built again") {
    PartitionedChats chats;
    SECTION("at the first level") {
        chats.kill_up_and_builder();
    }
    SECTION("at the second level") {
        chats.kill_up_and_builder("chat_contexts_p12_new");
    }
    chats.up();
    chats.check_complete();
}

TEST_CASE("a part that somebody attached while it was INVALID is mended, and the whole turns valid") {
    PartitionedChats chats;
    chats.kill_up_and_builder();
    chats.psql("ALTER INDEX " + chats.work_name_on("chat_contexts") + " ATTACH PARTITION " +
               chats.work_name_on("chat_contexts_p09"));
    chats.run({"up"}, 0);
    chats.check_complete();
    chats.down();
    chats.check_gone();
}

TEST_CASE(
    "somebody's INVALID part is mended where it is, and what an interrupted REINDEX left beside it goes") {
    // On the last partition that is looked at: no ATTACH after it makes the server look again.
    PartitionedChats chats;
    const std::string columns = " (chat_bot_instance_id, message_order);";
    chats.psql(
        std::string(on_only) + ";CREATE INDEX above ON ONLY chat_contexts_p12" + columns +
        "CREATE INDEX theirs ON chat_contexts_p12_old" + columns +
        "CREATE INDEX theirs_ccnew ON chat_contexts_p12_old" + columns +
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid IN ('theirs'::regclass, 'theirs_ccnew'::regclass);"
        "ALTER INDEX ix_context_chat_order ATTACH PARTITION above; ALTER INDEX above ATTACH PARTITION theirs");
    chats.up();
    CHECK(chats.psql("SELECT count(*) FROM pg_inherits WHERE inhrelid = 'theirs'::regclass") == "1");
    chats.check_complete();
}

TEST_CASE("an index of another sort order is never attached, though the server would") {
    PartitionedChats chats;
    chats.kill_up_and_builder();
    const std::string name = chats.work_name_on("chat_contexts_p09");
    chats.psql("DROP INDEX " + name);
    chats.psql("CREATE INDEX " + name + " ON chat_contexts_p09 (chat_bot_instance_id DESC, message_order)");
    SECTION("not when it bears the name of ours") {
        chats.up();
        chats.check_complete();
    }
    SECTION("and refused when somebody attached it") {
        chats.psql("ALTER INDEX " + chats.work_name_on("chat_contexts") + " ATTACH PARTITION " + name);
        const ProcessResult result = chats.run({"up"}, 4);
        CHECK(result.errors.find("partition chat_contexts_p09: " + name) != std::string::npos);
        CHECK(result.errors.find("DROP INDEX") != std::string::npos);
        CHECK(chats.psql("SELECT count(*) FROM alembic_version") == "0");
    }
}

TEST_CASE("an index that was on a partition before stays there through up and down, whatever its name") {
    const PartitionedChats chats;
    chats.psql("CREATE INDEX mine ON chat_contexts_p05 (chat_bot_instance_id, message_order)");
    chats.psql(
        "CREATE INDEX ix_context_chat_order_chat_contexts_p06 ON chat_contexts_p06 (chat_bot_instance_id, message_order)");
    const DumpOptions ours{.exclude_schemas = {"migrate"}, .exclude_tables = {"alembic_version"}};
    const std::string before = chats.database.dump(ours);
    chats.up();
    chats.check_sound();
    CHECK(chats.psql("SELECT count(*) FROM pg_partition_tree('ix_context_chat_order')") == "21");
    chats.down();
    CHECK(chats.database.dump(ours) == before);
}

TEST_CASE("a partition made while the index is built gets its part, and the whole is valid") {
    PartitionedChats chats;
    chats.kill_up();
    chats.psql(
        "CREATE TABLE chat_contexts_p03_next PARTITION OF chat_contexts_p03 FOR VALUES FROM (10000) TO (20000)");
    chats.held->end();
    chats.up();
    CHECK(chats.psql("SELECT count(*) FROM pg_partition_tree('ix_context_chat_order')") == "22");
    chats.check_complete();
    chats.down();
    chats.check_gone();
}

TEST_CASE("a partition that goes while the index is built holds nothing up") {
    PartitionedChats chats;
    chats.kill_up_and_builder();
    chats.psql("DROP TABLE chat_contexts_p03_old, chat_contexts_p03_new, chat_contexts_p09");
    chats.up();
    chats.check_complete();
}

TEST_CASE("a partitioned index that somebody began is completed, and kept by down") {
    PartitionedChats chats;
    chats.psql(on_only);
    SECTION("in one run") {}
    SECTION("after a run that was killed") {
        chats.kill_up();
        chats.held->end();
    }
    chats.up();
    chats.check_complete();
    CHECK(chats.psql("SELECT origin FROM migrate.index_journal WHERE state = 'done'") == "found");
    chats.down();
    CHECK(chats.psql(
              "SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_context_chat_order'::regclass") == "t");
    chats.check_sound();
}

TEST_CASE(
    "down after an interrupted repair takes away what it left on each partition, and up builds it again") {
    PartitionedChats chats;
    chats.up();
    chats.psql("DROP INDEX ix_context_chat_order");
    SECTION("also under the declared name") {
        chats.psql(on_only);
        chats.kill_up("chat_contexts_p12_new");
        chats.held->end();
        chats.down();
        chats.psql("DROP INDEX ix_context_chat_order");
    }
    SECTION("in the middle of the first level") {
        chats.kill_up();
        chats.held->end();
        chats.down();
    }
    SECTION("in the middle of the second level") {
        chats.kill_up("chat_contexts_p12_new");
        chats.held->end();
        chats.down();
    }
    chats.check_gone();
    chats.up();
    chats.check_complete();
}

TEST_CASE("down waits for a reader of one partition with short locks, so that others can pass") {
    PartitionedChats chats;
    chats.up();
    IdleSession reader(chats.database, "SELECT count(*) FROM chat_contexts_p05");
    Process down = chats.program.start({"down"});
    REQUIRE(comes_true([&] { return down.errors().find("attempt 1 failed") != std::string::npos; }));
    chats.psql("SELECT count(*) FROM chat_contexts");  // between two tries
    reader.end();
    const auto result = down.wait(milliseconds(60'000));
    REQUIRE(result);
    INFO(result->output << result->errors);
    CHECK(result->exit_code == 0);
    chats.check_gone();
}

TEST_CASE("Ctrl-C on a partition leaves nothing half-built there, and the next run goes on") {
    PartitionedChats chats;
    Process up = chats.start_up("chat_contexts_p09");
    const std::string finished = chats.finished_parts();
    up.kill(SIGINT);
    chats.held->end();
    const auto result = up.wait(milliseconds(20'000));
    REQUIRE(result);
    INFO(result->output << result->errors);
    CHECK(result->exit_code == 4);
    CHECK(
        chats.psql(
            "SELECT count(*) FROM pg_index WHERE NOT indisvalid AND indrelid = 'chat_contexts_p09'::regclass") ==
        "0");
    CHECK(chats.finished_parts() == finished);
    chats.up();
    chats.check_complete();
}

TEST_CASE("duplicates on a partition are found before anything is built; without them the unique index is") {
    const TestDatabase database;
    database.psql(R"(CREATE TABLE t (k int, v int) PARTITION BY RANGE (k);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (0) TO (10);
CREATE TABLE t_2 PARTITION OF t FOR VALUES FROM (10) TO (20);
INSERT INTO t VALUES (1, 1), (11, 1), (11, 1);)");
    MigrateTest program;
    index_on_t(program, database, "unique = true\ncolumns = [\"k\", \"v\"]");
    const ProcessResult result = program.run({"up"});
    CHECK(result.exit_code == 4);
    CHECK(result.errors.find("(k, v) = (11, 1) stands in 2 rows") != std::string::npos);
    CHECK(database.psql("SELECT count(*) FROM pg_class WHERE relname ~ '^(ix|migr_)'") == "0");
    database.psql("DELETE FROM t WHERE k = 11");
    CHECK(program.json({"up"})["result"] == "done");
    CHECK(database.psql(
              "SELECT indisunique AND indisvalid FROM pg_index WHERE indexrelid = 'ix'::regclass") == "t");
}

TEST_CASE(
    "a unique index that a deeper level cannot have is refused by the server, and nothing of it stays") {
    PartitionedChats chats;
    chats.program.file("migrations/order_index.toml", std::string(one_index) + "unique  = true\n");
    const ProcessResult result = chats.run({"up"}, 4);
    CHECK(result.errors.find("must include all partitioning columns") != std::string::npos);
    chats.check_gone();
}

TEST_CASE("a foreign table among the partitions is refused before anything is made") {
    const TestDatabase database;
    database.psql(R"(CREATE FOREIGN DATA WRAPPER nowhere; CREATE SERVER far FOREIGN DATA WRAPPER nowhere;
CREATE TABLE t (k int, v int) PARTITION BY RANGE (k);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (0) TO (10) PARTITION BY RANGE (k);
CREATE FOREIGN TABLE t_far PARTITION OF t_1 FOR VALUES FROM (0) TO (10) SERVER far;)");
    MigrateTest program;
    index_on_t(program, database, "columns = [\"v\"]");
    const ProcessResult result = program.run({"up"});
    CHECK(result.exit_code == 7);
    CHECK(result.output.find("partition public.t_far is a foreign table") != std::string::npos);
    CHECK(database.psql("SELECT count(*) FROM pg_class WHERE relkind IN ('i', 'I') AND relnamespace = "
                        "'public'::regnamespace") == "0");
}

TEST_CASE("a partitioned table without partitions gets its index") {
    const TestDatabase database;
    database.psql("CREATE TABLE t (k int, v int) PARTITION BY RANGE (k)");
    MigrateTest program;
    index_on_t(program, database, "columns = [\"v\"]");
    CHECK(program.json({"up"})["result"] == "done");
    CHECK(database.psql("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix'::regclass") == "t");
    CHECK(program.json({"down"})["result"] == "done");
    CHECK(database.psql("SELECT to_regclass('ix') IS NULL") == "t");
}

TEST_CASE("a partitioned index of another definition is replaced, and comes back") {
    PartitionedChats chats;
    chats.psql("CREATE INDEX ix_context_chat_order ON chat_contexts (message_order DESC)");
    const std::string before = chats.parts_of("ix_context_chat_order");
    SECTION("in one run") {}
    SECTION("after a run that was killed") {
        Process up = chats.start_up("chat_contexts_p09", {"up", "--on-conflict", "replace"});
        up.kill(SIGKILL);
        REQUIRE(up.wait(milliseconds(5'000)));
        chats.held->end();
    }
    chats.run({"up", "--on-conflict", "replace"}, 0);
    chats.check_complete();
    chats.down();
    CHECK(chats.parts_of("ix_context_chat_order") == before);
    chats.check_sound();
}

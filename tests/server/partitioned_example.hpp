#pragma once

#include "tests/support/catch.hpp"
#include "tests/support/comes_true.hpp"
#include "tests/support/idle_session.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/test_server.hpp"

#include <chrono>
#include <csignal>
#include <optional>

#include <fmt/format.h>

/// The bot's chat_contexts as a table of sixteen partitions, one of them partitioned again, and one index
/// declared on it.
namespace migrate::test {

inline constexpr std::string_view partitioned_chats_sql = R"(
DROP TABLE chat_contexts;
CREATE TABLE chat_contexts (
    id bigint NOT NULL,
    chat_bot_instance_id integer NOT NULL REFERENCES chat_bot_instances (id) ON DELETE CASCADE,
    message_order integer NOT NULL,
    role varchar NOT NULL,
    content text NOT NULL,
    "timestamp" timestamptz DEFAULT now(),
    PRIMARY KEY (chat_bot_instance_id, id)
) PARTITION BY HASH (chat_bot_instance_id);
DO $$DECLARE n int; BEGIN
    FOR n IN 0..15 LOOP
        EXECUTE format('CREATE TABLE chat_contexts_p%s PARTITION OF chat_contexts FOR VALUES WITH (MODULUS 16, REMAINDER %s) %s',
                       lpad(n::text, 2, '0'), n, CASE WHEN n IN (3, 12) THEN 'PARTITION BY RANGE (id)' ELSE '' END);
    END LOOP;
    FOREACH n IN ARRAY '{3,12}'::int[] LOOP
        EXECUTE format('CREATE TABLE chat_contexts_p%1$s_old PARTITION OF chat_contexts_p%1$s FOR VALUES FROM (0) TO (500)', lpad(n::text, 2, '0'));
        EXECUTE format('CREATE TABLE chat_contexts_p%1$s_new PARTITION OF chat_contexts_p%1$s FOR VALUES FROM (500) TO (10000)', lpad(n::text, 2, '0'));
    END LOOP;
END$$;
INSERT INTO users (id, telegram_id, daily_message_count, monthly_message_count, monthly_photo_count, credits) VALUES (1, 1, 0, 0, 0, 0);
INSERT INTO persona_configs (id, owner_id, name, communication_style, verbosity_level, group_reply_preference, media_reaction,
    proactive_messaging_rate, mood_prompt_active, max_response_messages, system_prompt_template, media_system_prompt_template)
VALUES (1, 1, 'p', '', '', '', '', '', false, 1, '', '');
INSERT INTO bot_instances (id, persona_config_id, owner_id, status, access_level) VALUES (1, 1, 1, 'active', 'public');
INSERT INTO chat_bot_instances (id, chat_id, bot_instance_id, current_mood, is_muted) SELECT n, n, 1, '', false FROM generate_series(1, 100) n;
INSERT INTO chat_contexts (id, chat_bot_instance_id, message_order, role, content)
SELECT n, n % 100 + 1, n, 'user', 'hello' FROM generate_series(1, 1000) n;
)";

inline const std::string& partitioned_chats() {
    static const std::string name = [] {
        register_template("partitioned_chats",
                          read_support_file("models_schema.sql") + std::string(partitioned_chats_sql));
        return "partitioned_chats";
    }();
    return name;
}

inline constexpr std::string_view one_index = R"(revision = "order_index"
parents  = []
message  = "order"

[[create_index]]
name    = "ix_context_chat_order"
table   = "chat_contexts"
columns = ["chat_bot_instance_id", "message_order"]
)";

/// A database with the partitioned table, a folder with the one index, and a partition that a writer can
/// hold.
struct PartitionedChats {
    PartitionedChats() { program.database(database.url()).file("migrations/order_index.toml", one_index); }

    std::string psql(const std::string& sql) const { return database.psql(sql); }

    void up() const { run({"up"}, 0); }
    void down() const { run({"down"}, 0); }
    ProcessResult run(const std::vector<std::string>& arguments, int exit_code) const {
        ProcessResult result = program.run(arguments);
        INFO(result.output << result.errors);
        CHECK(result.exit_code == exit_code);
        return result;
    }

    /// `up` that has come to `held`, and waits there with its part begun.
    Process start_up(const std::string& table, const std::vector<std::string>& arguments = {"up"}) {
        held.emplace(database, table);
        Process up = program.start(arguments);
        held->await(up);
        return up;
    }

    /// kill -9 of an `up` that waits at `held`.
    void kill_up(const std::string& table = "chat_contexts_p09") {
        Process up = start_up(table);
        up.kill(SIGKILL);
        REQUIRE(up.wait(std::chrono::milliseconds(5'000)));
    }

    /// The same, and the backend that was building is gone too: what it made stays INVALID.
    void kill_up_and_builder(const std::string& table = "chat_contexts_p09") {
        kill_up(table);
        psql(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX%'");
        REQUIRE(comes_true([&] {
            return psql("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX%'") == "0";
        }));
        held->end();
    }

    /// The index that `up` has begun on a table, under its work name.
    std::string work_name_on(const std::string& table) const {
        return psql(fmt::format(
            "SELECT c.relname FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE indrelid = '{}'::regclass AND c.relname LIKE 'migr\\_%'",
            table));
    }

    /// Partition, definition without its name, and validity of each part of an index, to any depth.
    std::string parts_of(const std::string& index) const {
        return psql(fmt::format(
            R"(SELECT level, indrelid::regclass, regexp_replace(pg_get_indexdef(relid), 'INDEX \S+ ON', 'INDEX ON'), indisvalid
FROM pg_partition_tree('{}') JOIN pg_index ON indexrelid = relid ORDER BY level, indrelid::regclass::text)",
            index));
    }

    /// The parts that bear their final names, with their oids.
    std::string finished_parts() const {
        return psql(
            "SELECT oid, relname FROM pg_class WHERE relispartition AND relname LIKE 'ix\\_context\\_chat\\_order\\_chat\\_contexts%' ORDER BY 2");
    }

    void check_sound() const {
        CHECK(psql("SELECT count(*) FROM pg_index WHERE NOT (indisvalid AND indisready AND indislive)") ==
              "0");
        CHECK(
            psql("SELECT count(*) FROM pg_class WHERE relname LIKE 'migr\\_%' OR relname ~ '_cc(new|old)'") ==
            "0");
    }

    /// Valid to any depth, and what CREATE INDEX on the table would have made.
    void check_complete() const {
        check_sound();
        const std::string ours = parts_of("ix_context_chat_order");
        psql("CREATE INDEX plain ON chat_contexts (chat_bot_instance_id, message_order)");
        CHECK(ours == parts_of("plain"));
        psql("DROP INDEX plain");
        CHECK(program.json({"up"})["result"] == "nothing");
    }

    void check_gone() const {
        check_sound();
        CHECK(psql("SELECT count(*) FROM pg_class WHERE relname LIKE 'ix\\_context\\_chat\\_order%'") == "0");
    }

    TestDatabase database{partitioned_chats()};
    MigrateTest program;
    std::optional<HeldBuild> held;
};

}  // namespace migrate::test

#include "tests/server/apply/bot_workload.hpp"

#include "src/files/workload_file.hpp"
#include "tests/support/migrate_test.hpp"

namespace migrate::test {

namespace {

constexpr auto bare = "the bot's data without the twelve";

std::string offline_script(const std::string& range) {
    MigrateTest program;
    return program.bot_revisions().output_of({"up", range, "--sql"});
}

constexpr auto content = R"(
SELECT md5(string_agg(query_to_xml(format('SELECT count(*), md5(string_agg(t::text, '','' ORDER BY id)) FROM %I t', relname),
                                   true, true, '')::text, '' ORDER BY relname))
FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'
UNION ALL
SELECT string_agg(sequencename || ' ' || coalesce(last_value::text, ''), ' ' ORDER BY sequencename)
FROM pg_sequences WHERE schemaname = 'public'
UNION ALL
SELECT string_agg(format('%s %s %s', relname, oid, relfilenode), ' ' ORDER BY relname)
FROM pg_class WHERE relnamespace = 'public'::regnamespace)";

}  // namespace

TestDatabase bare_bot_database() {
    register_template(bare, offline_script("20250910_133600") + "\\set messages 30000\n" +
                                read_support_file("bot_data.sql"));
    return TestDatabase(bare);
}

void create_twelve_indexes(const TestDatabase& database) {
    database.psql(offline_script("20250910_133600:head"));
}

Workload bot_workload() {
    Workload workload = read_workload_file(MIGRATE_SOURCE_DIRECTORY "/checks/workload.toml");
    workload.limits.runs = 5;
    workload.limits.throughput_time = std::chrono::milliseconds(1);
    return workload;
}

Connection connect_to(const std::string& url) {
    return Connection::open({.target = url});
}

std::string content_of(const TestDatabase& database) {
    return database.psql(content);
}

}  // namespace migrate::test

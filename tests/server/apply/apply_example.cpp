#include "tests/server/apply/apply_example.hpp"

#include "tests/support/catch.hpp"

#include <fstream>
#include <sstream>

#include <fmt/format.h>

namespace migrate::test {

namespace {

constexpr auto usable = R"(
SELECT count(*) FROM pg_index JOIN pg_class ON oid = indexrelid
WHERE indisvalid AND indisready AND relname IN (
    'ix_users_credits', 'ix_users_telegram_id_credits', 'ix_persona_configs_owner_id', 'ix_bot_instances_status_owner',
    'ix_bot_instances_telegram_bot_id', 'ix_bot_instances_owner_id', 'ix_chat_bot_active', 'ix_chat_bot_instance',
    'ix_chat_bot_muted', 'ix_context_chat_order', 'ix_context_timestamp', 'ix_api_keys_service_active'))";

constexpr auto at_the_revision_before = R"(
CREATE TABLE alembic_version (version_num varchar(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
INSERT INTO alembic_version VALUES ('20250910_133600');)";

/// Few runs: what is measured is not what these tests are about.
std::string quick(std::string workload) {
    for (const auto& [what, with] : {std::pair{"throughput = \"500ms\"", "throughput = \"1ms\""},
                                     {"runs       = 15", "runs       = 3"}}) {
        const auto at = workload.find(what);
        REQUIRE(at != std::string::npos);
        workload.replace(at, std::string_view(what).size(), with);
    }
    return workload;
}

/// Comments on indexes hold the id of the run that built them.
std::string without_comments(const std::string& dump) {
    std::istringstream lines(dump);
    std::string rest;
    for (std::string line; std::getline(lines, line);)
        if (!line.starts_with("COMMENT ON INDEX") && !line.starts_with("--")) rest += line + "\n";
    return rest;
}

}  // namespace

MigrateTest& deploy_bot(MigrateTest& program) {
    program.bot_revisions().bot_settings();
    return program.file(
        "checks/workload.toml",
        quick(text_of(std::filesystem::path(MIGRATE_SOURCE_DIRECTORY) / "checks/workload.toml")));
}

TestDatabase models_database(const std::string& sql) {
    const std::string data = "\\set messages 2000\n" + read_support_file("bot_data.sql");
    const std::string name = fmt::format("models with data {}", std::hash<std::string>{}(sql));
    register_template(name, read_support_file("models_schema.sql") + at_the_revision_before + data + sql);
    return TestDatabase(name);
}

std::string Applied::state(const std::string& step) const {
    for (const auto& taken : report["steps"])
        if (taken["step"] == step) return taken["state"];
    return "";
}

std::string Applied::text(const std::string& step) const {
    for (const auto& taken : report["steps"])
        if (taken["step"] == step) return taken["text"];
    return "";
}

std::string Applied::states() const {
    std::string text;
    for (const auto& taken : report["steps"])
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", taken["step"].get<std::string>(),
                            taken["state"].get<std::string>());
    return text;
}

Applied apply(const MigrateTest& program, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"apply", "--format", "json"});
    Applied applied{.process = program.run(arguments), .report = {}};
    INFO(applied.process.output << applied.process.errors);
    applied.report = nlohmann::json::parse(applied.process.output, nullptr, false);
    REQUIRE(applied.report.is_object());
    CHECK(applied.report["exit_code"] == applied.process.exit_code);
    return applied;
}

std::string usable_indexes(const TestDatabase& database) {
    return database.psql(usable);
}

std::string text_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

std::string bot_schema(const TestDatabase& database) {
    return without_comments(
        database.dump({.exclude_schemas = {"migrate"}, .exclude_tables = {"alembic_version"}}));
}

}  // namespace migrate::test

#include "tests/fault/databases.hpp"

#include "tests/fault/checks.hpp"
#include "tests/support/test_server.hpp"

#include <map>
#include <stdexcept>

#include <fmt/format.h>

namespace migrate::fault {

namespace {

constexpr auto size_of_data = "\\set messages 150000\n";

constexpr auto at_parent = R"(
CREATE TABLE alembic_version (version_num varchar(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
INSERT INTO alembic_version VALUES ('20250910_133600');)";

constexpr auto drop_twins = R"(
DROP INDEX ix_users_credits, ix_persona_configs_owner_id, ix_bot_instances_telegram_bot_id, ix_bot_instances_owner_id;)";

Reference measure(Start start) {
    using Clock = std::chrono::steady_clock;
    const test::TestDatabase database(template_of(start));
    Session session(database.url());
    Reference reference{.indexes_before = read_indexes(session)};
    const auto begin = Clock::now();
    const auto result = Program(false).at(database.url()).run({"up"});
    reference.duration = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin);
    if (result.exit_code != 0)
        throw std::runtime_error(
            fmt::format("an undisturbed up ended with {}: {}", result.exit_code, result.errors));
    reference.indexes_after = read_indexes(session);
    reference.origins = read_origins(session);
    return reference;
}

}  // namespace

std::string template_of(Start start) {
    const std::string tables =
        size_of_data + test::read_support_file("models_schema.sql") + test::read_support_file("bot_data.sql");
    switch (start) {
        case Start::models:
            test::register_template("models", tables + at_parent);
            return "models";
        case Start::without_twins:
            test::register_template("without_twins", tables + at_parent + drop_twins);
            return "without_twins";
        case Start::without_versions:
            break;
    }
    test::register_template("without_versions", tables);
    return "without_versions";
}

Program::Program(bool small_tables) {
    test_.bot_revisions();
    if (!small_tables) test_.without_small_tables();
}

const Reference& reference_of(Start start) {
    static std::map<Start, Reference> measured;
    const auto known = measured.find(start);
    return known != measured.end() ? known->second : measured.emplace(start, measure(start)).first->second;
}

}  // namespace migrate::fault

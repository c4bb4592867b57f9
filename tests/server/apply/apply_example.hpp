#pragma once

#include "tests/support/migrate_test.hpp"
#include "tests/support/test_server.hpp"

#include <filesystem>
#include <string>

#include <nlohmann/json.hpp>

namespace migrate::test {

/// The bot's folder as it is deployed: revisions, settings as recommended, workload with few runs.
MigrateTest& deploy_bot(MigrateTest& program);

/// Databases that the bot's models made, at the revision before the twelve; `sql` is run in it.
TestDatabase models_database(const std::string& sql = "");

/// One `migrate apply --format json` and how it ended.
struct Applied {
    ProcessResult process;
    nlohmann::json report;

    /// "done", "nothing", "failed", "skipped"; "" = there was no such step.
    std::string state(const std::string& step) const;
    std::string text(const std::string& step) const;
    /// "measure_before done, up failed, …".
    std::string states() const;
};
Applied apply(const MigrateTest& program, std::vector<std::string> arguments = {});

/// How many of the twelve queries can use.
std::string usable_indexes(const TestDatabase& database);
/// The whole file; "" = it is not there.
std::string text_of(const std::filesystem::path& file);

/// Schema without what is migrate's own.
std::string bot_schema(const TestDatabase& database);

}  // namespace migrate::test

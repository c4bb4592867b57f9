#pragma once

#include "tests/support/migrate_test.hpp"

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace migrate::test {

/// The report of `migrate check --only ID`.
inline nlohmann::json report_of(const MigrateTest& program, const std::string& id) {
    return nlohmann::json::parse(program.run({"check", "--only", id, "--format", "json"}).output);
}

/// The findings of one check.
inline nlohmann::json findings_of(const MigrateTest& program, const std::string& id) {
    return report_of(program, id)["findings"];
}

/// Whether it looked and found nothing: one that was skipped is not silent.
inline bool is_silent(const MigrateTest& program, const std::string& id) {
    const auto report = report_of(program, id);
    return report["findings"].empty() && report["skipped"].empty() && !report["checked"].empty();
}

}  // namespace migrate::test

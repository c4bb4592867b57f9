#pragma once

#include "src/report/finding.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace migrate {

/// What a report says of a check that looked, so that a format needs no table of checks.
struct CheckText {
    std::string id;
    Severity severity = Severity::error;  ///< of its findings, unless one says otherwise
    std::string summary;                  ///< lower case: the condition that it finds
    std::string why;                      ///< sentences
    std::string fix;                      ///< sentences
};

/// One line of the table of settings. None of its texts is a secret.
struct SettingLine {
    std::string name;         ///< DB_POOL_SIZE, statement_timeout
    std::string current;      ///< with its unit; "" = not set
    std::string recommended;  ///< with its unit; "" = no recommendation
    std::string source;       ///< where the current value comes from: ".env", "role bot", "default"
    std::string verdict;      ///< "ok", or the ids of the checks that have something to say
};

/// What check and preflight found: the one value that all formats render.
struct Report {
    std::string command;            ///< "check", "preflight"
    std::string server;             ///< "bot at db:5432 (PostgreSQL 15.8)"; "" = none was asked
    std::string verdict;            ///< ready, behind, ahead, diverged, interrupted, invalid_index, conflict,
                                    ///< unreachable, findings
    std::string reason;             ///< the verdict in one line; "" = the findings say it
    std::vector<Finding> findings;  ///< the worst first; else in the order of the checks
    std::vector<SkippedCheck> skipped;  ///< in the order of the checks
    std::vector<CheckText> checked;     ///< the checks that looked
    std::vector<SettingLine> settings;
    double seconds = 0;        ///< how long it took to gather and to judge
    std::int64_t made_at = 0;  ///< Unix time
};

std::size_t count_of(const Report& report, Severity severity);
/// Empty when there is no finding.
std::optional<Severity> worst_of(const Report& report);

}  // namespace migrate

#pragma once

// What a daemon includes: no header but the standard library's, so that it needs none of ours to compile.

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace migrate {

/// Whose database, and how patiently. What is left empty is found as the program `migrate` finds it.
struct PreflightOptions {
    std::string database_url;  ///< "" = DATABASE_URL, else libpq's own environment
    std::string config;        ///< "" = migrate.toml where there is one: [deploy] and the settings policy
    std::string manifest;      ///< "" = migrate.manifest.json where there is one, else the folder
    std::string revisions = "migrations";      ///< the folder, read where there is no manifest
    std::chrono::milliseconds timeout{3'000};  ///< of one try, whatever the network does
    std::chrono::milliseconds wait{0};         ///< how long to try again while that can help; 0 = one try
    bool allow_ahead = false;                  ///< a newer database is no obstacle
    std::vector<std::string> skip;             ///< checks or groups to leave out
    std::function<void(const std::string&)> waiting;  ///< hears why it waits: at once, then every 10 s
};

struct PreflightFinding {
    std::string check;     ///< "history.pending": see docs/checks.md
    std::string severity;  ///< "error", "warning" or "info"
    std::string subject;
    std::string message;
    std::string fix;
};

/// Whether the daemon can start. Holds no password.
struct PreflightReport {
    std::string verdict;  ///< ready, behind, ahead, diverged, interrupted, invalid_index, conflict,
                          ///< unreachable, findings
    std::string reason;   ///< in one line; "" when ready
    std::string server;
    std::vector<PreflightFinding> findings;  ///< the worst first
    int exit_code = 0;                       ///< what `migrate preflight` would end with

    bool ready() const { return exit_code == 0; }
};

/// Asks the database: one connection, one round trip a try, no lock, no write. Answers by max(timeout, wait),
/// also where the network swallows everything; a try that hangs is left behind on a thread of its own.
/// Thread-safe. Errors: std::runtime_error when the options, the manifest or the revision files are wrong.
PreflightReport preflight(const PreflightOptions& options = {});

}  // namespace migrate

#pragma once

#include "cli/render/model/apply_report.hpp"
#include "src/postgres/connection.hpp"

#include <atomic>
#include <filesystem>

namespace migrate {

/// What --backup asks for.
struct BackupOptions {
    std::filesystem::path directory;  ///< made where it is missing
    bool schema_only = false;
    const std::atomic<bool>* interrupted = nullptr;
};

/// Writes the database with pg_dump into a file that only its owner can read, and reads it all back with
/// pg_restore; it gets its name when that is done, so a file named *.dump is a backup that can be restored.
/// Errors: ExitCode::step_failed, and nothing but whole backups is left behind.
BackupResult run_backup(Connection& connection, const BackupOptions& options);

}  // namespace migrate

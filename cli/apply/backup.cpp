#include "cli/apply/backup.hpp"

#include "cli/read_program.hpp"
#include "src/base/redact.hpp"
#include "src/postgres/connection_environment.hpp"
#include "src/sandbox/descriptor.hpp"
#include "src/sandbox/server_binaries.hpp"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <sstream>

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace migrate {

namespace {

namespace fs = std::filesystem;

constexpr auto how_to_go_on =
    "Mend that, or run without --backup if there is another one. Nothing was changed.";

[[noreturn]] void fail(const std::string& what, const std::string& why) {
    throw Error(ExitCode::step_failed, fmt::format("{}: {}", what, redact(why)), how_to_go_on);
}

/// Debian's pg_dump in PATH is a wrapper that picks a version by its own clusters; the server's own
/// neighbour is as new as can be had.
std::string program_path(std::string_view name) try {
    const fs::path beside_server = find_server_binaries().program(name);
    return access(beside_server.c_str(), X_OK) == 0 ? beside_server.string() : std::string(name);
} catch (const Error&) {
    return std::string(name);
}

/// What can stand in the name of a file: a database's name can hold anything.
std::string harmless_name(std::string name) {
    const auto is_harmless = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_'; };
    std::ranges::replace_if(
        name, [&](char c) { return !is_harmless(static_cast<unsigned char>(c)); }, '_');
    return name;
}

std::string name_now(const std::string& database, bool schema_only) {
    return fmt::format("{}-{:%Y%m%dT%H%M%SZ}{}.dump", harmless_name(database),
                       fmt::gmtime(std::time(nullptr)), schema_only ? "-schema" : "");
}

/// A file that is gone with this object, unless it became a backup.
class UnprovenBackup {
  public:
    explicit UnprovenBackup(fs::path file) : file_(std::move(file)), partial_(file_.string() + ".partial") {
        constexpr mode_t owner_only = 0600;  // it holds the bot's tokens
        const Descriptor made(open(partial_.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, owner_only));
        if (!made) fail(fmt::format("cannot write {}", partial_.string()), std::strerror(errno));
    }
    UnprovenBackup(const UnprovenBackup&) = delete;
    UnprovenBackup& operator=(const UnprovenBackup&) = delete;
    ~UnprovenBackup() {
        std::error_code ignored;
        if (!proven_) fs::remove(partial_, ignored);
    }

    const std::string& path() const { return partial_.native(); }
    void become_backup() {
        std::error_code failure;
        fs::rename(partial_, file_, failure);
        if (failure) fail(fmt::format("cannot name {}", file_.string()), failure.message());
        proven_ = true;
    }

  private:
    fs::path file_;
    fs::path partial_;
    bool proven_ = false;
};

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);)
        if (!line.empty()) lines.push_back(line);
    return lines;
}

/// The programs of PostgreSQL say first what is wrong, then on what.
std::string reason_of(const ProgramOutput& ended) {
    const auto lines = lines_of(ended.errors);
    return lines.empty() ? fmt::format("it ended with {} and gave no reason", ended.exit_code)
                         : lines.front();
}

std::string run_or_fail(const std::vector<std::string>& command, const BackupOptions& options,
                        const std::map<std::string, std::string>& environment = {}) {
    ProgramOutput ended =
        read_program(command, {.environment = environment, .input = "", .stop = options.interrupted});
    if (options.interrupted != nullptr && options.interrupted->load())
        fail("the backup was interrupted", "nothing of it is kept");
    if (ended.exit_code != 0)
        fail(fmt::format("the backup failed in {}", fs::path(command.front()).filename().string()),
             reason_of(ended));
    return std::move(ended.output);
}

void write_dump(Connection& connection, const BackupOptions& options, const std::string& file) {
    // Waiting for somebody's strong lock, it would stand in line for as long as that lasts.
    std::vector<std::string> command{program_path("pg_dump"), "--format=custom", "--no-password",
                                     "--lock-wait-timeout=60s", "--file=" + file};
    if (options.schema_only) command.emplace_back("--schema-only");
    run_or_fail(command, options, connection_environment(connection));
}

/// Its table of contents says what is in it; that all of it can be read says only reading it.
std::size_t count_entries(const BackupOptions& options, const std::string& file) {
    const std::string restore = program_path("pg_restore");
    run_or_fail({restore, "--file=/dev/null", file}, options);
    const auto list = lines_of(run_or_fail({restore, "--list", file}, options));
    const auto is_entry = [](const std::string& line) { return !line.starts_with(';'); };
    return static_cast<std::size_t>(std::ranges::count_if(list, is_entry));
}

}  // namespace

BackupResult run_backup(Connection& connection, const BackupOptions& options) {
    std::error_code failure;
    fs::create_directories(options.directory, failure);
    if (failure) fail(fmt::format("cannot make {}", options.directory.string()), failure.message());
    const fs::path file = options.directory / name_now(connection.database(), options.schema_only);
    UnprovenBackup backup(file);
    write_dump(connection, options, backup.path());
    const std::size_t entries = count_entries(options, backup.path());
    const auto bytes = static_cast<std::int64_t>(fs::file_size(backup.path(), failure));
    if (failure) fail(fmt::format("cannot read the size of {}", backup.path()), failure.message());
    backup.become_backup();
    return {.file = file.string(), .bytes = bytes, .entries = entries, .schema_only = options.schema_only};
}

}  // namespace migrate

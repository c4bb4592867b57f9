#include "tests/support/standby.hpp"

#include "src/sandbox/system_call.hpp"
#include "tests/support/test_server.hpp"

#include <fmt/format.h>

namespace migrate::test {

namespace {

/// A copy of the primary that knows whom to follow.
std::string take_base_backup(const Sandbox& primary, const std::filesystem::path& directory,
                             std::string_view name) {
    const std::string data = (directory / "data").string();
    const ProcessResult result =
        run(private_command({primary.binaries().program("pg_basebackup").string(), "--pgdata=" + data,
                             "--write-recovery-conf", "--checkpoint=fast", "--no-sync",
                             fmt::format("--dbname={}&application_name={}", primary.url(), name)},
                            "TERM"));
    if (result.exit_code != 0)
        throw Error(ExitCode::unreachable, fmt::format("pg_basebackup failed: {}", result.errors));
    return data;
}

Process start_server(const Sandbox& primary, const std::filesystem::path& directory, const std::string& data,
                     const std::vector<std::string>& settings) {
    std::vector<std::string> command{primary.binaries().program("postgres").string(), "-D", data,       "-c",
                                     "unix_socket_directories=" + directory.string(), "-c", "port=5432"};
    for (const std::string& setting : settings) command.insert(command.end(), {"-c", setting});
    return Process::start(private_command(command, "QUIT"));
}

bool answers(const std::string& url) {
    try {
        return psql(url, "SELECT 1") == "1";
    } catch (const Error& error) {
        return error.message().find("not accepting connections") != std::string::npos;
    }
}

}  // namespace

Standby::Standby(const Sandbox& primary, std::string_view name, const std::vector<std::string>& settings)
    : primary_url_(primary.url()),
      directory_(fast_sandbox().parent),
      process_(start_server(primary, directory_.path(), take_base_backup(primary, directory_.path(), name),
                            settings)) {
    wait_until_ready(process_, "the standby", [&] { return answers(url()); });
}

std::string Standby::url(std::string_view database) const {
    return fmt::format("postgresql:///{}?host={}&port=5432&user=postgres", database,
                       directory_.path().string());
}

void Standby::pause_replay() const {
    psql(url(), "SELECT pg_wal_replay_pause()");
}

void Standby::resume_replay() const {
    psql(url(), "SELECT pg_wal_replay_resume()");
}

void Standby::catch_up() const {
    const auto written = psql(primary_url_, "SELECT pg_current_wal_lsn()");
    const auto caught_up = fmt::format("SELECT pg_last_wal_replay_lsn() >= '{}'", written);
    constexpr std::chrono::seconds patience(60);
    if (!poll_until(patience, [&] { return psql(url(), caught_up) == "t"; }))
        throw Error(ExitCode::unreachable, "the standby does not catch up");
}

}  // namespace migrate::test

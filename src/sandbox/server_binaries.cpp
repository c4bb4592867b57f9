#include "src/sandbox/server_binaries.hpp"

#include "src/base/error.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

namespace migrate {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view how_to_install =
    "Install a PostgreSQL server (Debian, Ubuntu: `apt-get install postgresql`), or set MIGRATE_PG_BINDIR to the folder "
    "that holds initdb and postgres.";

bool holds_server(const fs::path& directory) {
    if (directory.empty()) return false;
    return ::access((directory / "initdb").c_str(), X_OK) == 0 &&
           ::access((directory / "postgres").c_str(), X_OK) == 0;
}

ServerBinaries require_server(const fs::path& directory, std::string_view said_by) {
    if (holds_server(directory)) return {fs::absolute(directory)};
    throw Error(ExitCode::usage,
                fmt::format("no initdb and postgres in '{}', named by {}", directory.string(), said_by),
                std::string(how_to_install));
}

const char* named_directory() {
    const char* named = std::getenv("MIGRATE_PG_BINDIR");
    return named != nullptr && *named != '\0' ? named : nullptr;
}

fs::path read_pg_config_directory() {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen("pg_config --bindir 2>/dev/null", "re"),
                                                     ::pclose);
    std::array<char, 4096> line{};
    if (!pipe || std::fgets(line.data(), line.size(), pipe.get()) == nullptr) return {};
    const std::string text = line.data();
    return text.substr(0, text.find('\n'));
}

/// Where Debian (/usr/lib/postgresql/15/bin) and the PostgreSQL project's RPMs (/usr/pgsql-15/bin) put a
/// major version.
std::vector<std::pair<int, fs::path>> read_distribution_directories() {
    std::vector<std::pair<int, fs::path>> found;
    for (const auto& [parent, prefix] :
         {std::pair<fs::path, std::string>{"/usr/lib/postgresql", ""}, {"/usr", "pgsql-"}}) {
        std::error_code ignored;
        for (const auto& entry : fs::directory_iterator(parent, ignored)) {
            const auto name = entry.path().filename().string();
            if (name.rfind(prefix, 0) != 0) continue;
            if (const int major = std::atoi(name.c_str() + prefix.size()); major > 0)
                found.emplace_back(major, entry.path() / "bin");
        }
    }
    std::sort(found.rbegin(), found.rend());
    return found;
}

std::vector<fs::path> directories_of(const std::vector<std::pair<int, fs::path>>& found) {
    std::vector<fs::path> directories;
    directories.reserve(found.size());
    for (const auto& [major, directory] : found) directories.push_back(directory);
    return directories;
}

std::vector<fs::path> read_path_directories() {
    const char* path = std::getenv("PATH");
    std::istringstream text(path == nullptr ? "" : path);
    std::vector<fs::path> directories;
    for (std::string directory; std::getline(text, directory, ':');)
        if (!directory.empty()) directories.emplace_back(directory);
    return directories;
}

std::optional<fs::path> first_with_server(const std::vector<fs::path>& directories) {
    const auto found = std::find_if(directories.begin(), directories.end(), holds_server);
    return found == directories.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

ServerBinaries find_server_binaries(const fs::path& wanted) {
    if (!wanted.empty()) return require_server(wanted, "the caller");
    if (const char* named = named_directory()) return require_server(named, "MIGRATE_PG_BINDIR");
    if (const auto directory = read_pg_config_directory(); holds_server(directory)) return {directory};
    if (const auto directory = first_with_server(directories_of(read_distribution_directories())))
        return {*directory};
    if (const auto directory = first_with_server(read_path_directories())) return {fs::absolute(*directory)};
    throw Error(ExitCode::usage, "no PostgreSQL server programs (initdb, postgres) on this machine",
                std::string(how_to_install));
}

ServerBinaries find_server_binaries_of(int major) {
    if (major == 0 || named_directory() != nullptr) return find_server_binaries();
    for (const auto& [number, directory] : read_distribution_directories())
        if (number == major && holds_server(directory)) return {directory};
    return find_server_binaries();
}

}  // namespace migrate

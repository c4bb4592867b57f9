#pragma once

#include "src/files/config_file.hpp"
#include "src/workload/workload.hpp"

#include <filesystem>
#include <optional>
#include <string_view>

namespace migrate {

/// checks/workload.toml. Errors: ExitCode::usage listing every problem with file:line; unknown keys say which
/// one was meant. Each query is one statement, and uses the parameters that it names. Whether tables and
/// columns are there is for the server to say.
Workload parse_workload_file(std::string_view text, const std::string& file);
Workload read_workload_file(const std::filesystem::path& file);

/// The one that migrate.toml names, else checks/workload.toml where that is there; empty where there is none.
/// Errors: as above, also for one that is named and not there.
std::optional<Workload> read_workload(const Config& config);

inline constexpr const char* usual_workload_file = "checks/workload.toml";
/// Why there is none, for what wants one.
inline constexpr const char* no_workload =
    "there is no workload: no checks/workload.toml, and no file in [workload] of migrate.toml";

}  // namespace migrate

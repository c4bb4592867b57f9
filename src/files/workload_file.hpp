#pragma once

#include "src/workload/workload.hpp"

#include <filesystem>
#include <string_view>

namespace migrate {

/// checks/workload.toml. Errors: ExitCode::usage listing every problem with file:line; unknown keys say which
/// one was meant. Each query is one statement, and uses the parameters that it names. Whether tables and
/// columns are there is for the server to say.
Workload parse_workload_file(std::string_view text, const std::string& file);
Workload read_workload_file(const std::filesystem::path& file);

/// Where the workload is looked for when migrate.toml names no other.
inline constexpr const char* usual_workload_file = "checks/workload.toml";

}  // namespace migrate

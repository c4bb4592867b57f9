#pragma once

#include <filesystem>
#include <string_view>

namespace migrate {

/// Writes the whole file beside and puts it in its place at once, so that nobody reads half of it and a full
/// disk leaves the old one. Errors: ExitCode::usage.
void write_file(const std::filesystem::path& file, std::string_view text);

}  // namespace migrate

#pragma once

#include <string>

namespace migrate::testing {

/// Compares with tests/golden/`name`; with MIGRATE_WRITE_GOLDEN=1 in the environment it writes that file
/// instead.
void check_golden(const std::string& name, const std::string& text);

/// The text with this release's number, in quotes, replaced: golden files outlive releases.
std::string without_version(std::string text);

/// The file at `path`, relative to the repository's root.
std::string read_source_file(const std::string& path);

}  // namespace migrate::testing

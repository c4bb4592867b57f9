#pragma once

#include "src/report/flush_result.hpp"

#include <filesystem>

namespace migrate {

/// Removes what Python can write again at any time: __pycache__/*.pyc of the form name.tag.pyc. Follows no
/// symbolic link, leaves the file system and site-packages alone, and never touches a .pyc elsewhere, which
/// may be a module's only copy. Folders that cannot be written are warnings.
BytecodeFlush run_bytecode_flush(const std::filesystem::path& root, bool count_only);

}  // namespace migrate

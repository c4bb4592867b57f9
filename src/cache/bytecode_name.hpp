#pragma once

#include <string_view>

namespace migrate {

/// Whether Python itself gives this name to the bytecode of a module: name.tag.pyc, name.tag.opt-1.pyc or
/// name.tag.opt-2.pyc, the tag like cpython-311, cpython-313t or pypy310 (PEP 3147, PEP 488).
bool is_bytecode_name(std::string_view file);

/// Folders that are left alone with all below them: they belong to packages and tools, not to the bot.
bool is_foreign_folder(std::string_view folder);

}  // namespace migrate

#pragma once

#include <filesystem>
#include <string>

namespace migrate {

/// What reading a file gave: its bytes, or why there are none.
struct FileText {
    std::string text;
    std::string error;  ///< the system's words, e.g. "Permission denied"; "" = read
};

/// The whole file, in three system calls: thousands of small ones are read at each start.
FileText read_file(const std::filesystem::path& path);

}  // namespace migrate

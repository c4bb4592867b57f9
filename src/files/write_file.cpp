#include "src/files/write_file.hpp"

#include "src/base/error.hpp"

#include <fstream>

#include <fmt/format.h>

namespace migrate {

void write_file(const std::filesystem::path& file, std::string_view text) {
    const std::filesystem::path beside = file.string() + ".new";
    std::ofstream stream(beside, std::ios::binary);
    stream << text;
    stream.close();
    std::error_code failure;
    if (stream) std::filesystem::rename(beside, file, failure);
    if (stream && !failure) return;
    std::filesystem::remove(beside, failure);
    throw Error(ExitCode::usage, fmt::format("cannot write {}", file.string()),
                "Check the rights of the folder.");
}

}  // namespace migrate

#include "tests/support/golden.hpp"

#include "src/base/version.hpp"
#include "tests/support/catch.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace migrate::testing {

namespace {

const std::filesystem::path root = MIGRATE_SOURCE_DIRECTORY;

}  // namespace

std::string read_source_file(const std::string& path) {
    std::ifstream file(root / path, std::ios::binary);
    INFO(path);
    REQUIRE(file);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void check_golden(const std::string& name, const std::string& text) {
    const std::string path = "tests/golden/" + name;
    if (std::getenv("MIGRATE_WRITE_GOLDEN") != nullptr) {
        std::filesystem::create_directories((root / path).parent_path());
        std::ofstream(root / path, std::ios::binary) << text;
    }
    INFO(path);
    CHECK(text == read_source_file(path));
}

std::string without_version(std::string text) {
    const std::string quoted = '"' + std::string(version_text) + '"';
    const auto at = text.find(quoted);
    if (at == std::string::npos) return text;
    return text.substr(0, at) + "\"VERSION\"" + text.substr(at + quoted.size());
}

}  // namespace migrate::testing

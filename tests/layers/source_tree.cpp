#include "tests/layers/source_tree.hpp"

#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>

namespace migrate::layers {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 5> folders{"src", "cli", "checks", "tests", "docs"};
constexpr std::array<std::string_view, 3> extensions{".cpp", ".hpp", ".md"};

std::string read_text(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return text;
}

bool is_read(const fs::directory_entry& entry) {
    const auto extension = entry.path().extension();
    for (const auto wanted : extensions) {
        if (extension == wanted) return entry.is_regular_file();
    }
    return false;
}

}  // namespace

SourceTree read_source_tree(const fs::path& root) {
    SourceTree tree;
    tree.emplace("CMakeLists.txt", read_text(root / "CMakeLists.txt"));
    for (const auto folder : folders) {
        if (!fs::exists(root / folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            if (!is_read(entry)) continue;
            tree.emplace(entry.path().lexically_relative(root).generic_string(), read_text(entry.path()));
        }
    }
    return tree;
}

}  // namespace migrate::layers

#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace migrate::layers {

/// The project's files: path from the repository's root, with "/", -> text.
using SourceTree = std::map<std::string, std::string, std::less<>>;

/// Reads what the rules look at below `root`: the build file, the sources and the pages of docs.
/// Throws std::runtime_error when a file cannot be read.
SourceTree read_source_tree(const std::filesystem::path& root);

}  // namespace migrate::layers

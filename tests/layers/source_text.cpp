#include "tests/layers/source_text.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

namespace migrate::layers {
namespace {

std::string_view without_indent(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    return text;
}

/// Reads `# include "header"` and `#include <header>`, with any blanks a preprocessor allows.
std::optional<Include> read_include(std::string_view line) {
    for (const std::string_view token : {"#", "include"}) {
        line = without_indent(line);
        if (!line.starts_with(token)) return std::nullopt;
        line.remove_prefix(token.size());
    }
    line = without_indent(line);
    if (!line.starts_with('"') && !line.starts_with('<')) return std::nullopt;
    const bool quoted = line.front() == '"';
    const auto end = line.find(quoted ? '"' : '>', 1);
    if (end == std::string_view::npos) return std::nullopt;
    return Include{.header = line.substr(1, end - 1), .quoted = quoted};
}

bool continues_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '/' || c == '.';
}

}  // namespace

std::string Violation::text() const {
    return line == 0 ? file + ": " + message : file + ":" + std::to_string(line) + ": " + message;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::vector<Include> includes_of(std::string_view text) {
    std::vector<Include> includes;
    int number = 0;
    for (const auto line : lines_of(text)) {
        ++number;
        auto include = read_include(line);
        if (!include) continue;
        include->line = number;
        includes.push_back(*include);
    }
    return includes;
}

bool is_under(std::string_view path, std::string_view folder) {
    return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

bool has_word(std::string_view text, std::string_view word) {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        const bool starts = at == 0 || !continues_word(text[at - 1]);
        const bool ends = end == text.size() || !continues_word(text[end]);
        if (starts && ends) return true;
    }
    return false;
}

}  // namespace migrate::layers

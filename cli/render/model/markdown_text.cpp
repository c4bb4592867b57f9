#include "cli/render/model/markdown_text.hpp"

#include "cli/render/model/document_text.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

std::string_view harmless_mark(char sign) {
    switch (sign) {
        case '\\':
            return "\\\\";
        case '|':
            return "\\|";
        case '`':
            return "\\`";
        case '*':
            return "\\*";
        case '_':
            return "\\_";
        case '[':
            return "\\[";
        case ']':
            return "\\]";
        case '~':
            return "\\~";
        case '$':
            return "\\$";
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        default:
            return "";
    }
}

bool is_right(const std::string& name) {
    return name.starts_with('>');
}

}  // namespace

std::string markdown_words(std::string_view text) {
    return replaced(document_line(text), harmless_mark);
}

std::string markdown_row(const std::vector<std::string>& cells) {
    std::string row = "|";
    for (const std::string& cell : cells) row += fmt::format(" {} |", markdown_words(cell));
    return row + "\n";
}

std::string markdown_header(const std::vector<std::string>& names) {
    std::vector<std::string> cells;
    std::string rule = "|";
    for (const std::string& name : names) {
        cells.push_back(is_right(name) ? name.substr(1) : name);
        rule += is_right(name) ? "--:|" : "---|";
    }
    return markdown_row(cells) + rule + "\n";
}

}  // namespace migrate

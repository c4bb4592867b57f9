#include "cli/render/model/markdown_text.hpp"

#include "cli/render/model/document_text.hpp"

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

}  // namespace

std::string markdown_words(std::string_view text) {
    return replaced(document_line(text), harmless_mark);
}

}  // namespace migrate

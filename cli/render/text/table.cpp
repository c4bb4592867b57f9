#include "cli/render/text/table.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

struct Column {
    std::size_t width = 0;
    bool to_the_right = false;
    bool used = false;
};

std::string title_of(const std::string& header) {
    return header.starts_with('>') ? header.substr(1) : header;
}

std::vector<Column> measure_columns(const Row& header, const Rows& rows) {
    std::vector<Column> columns;
    for (const std::string& title : header)
        columns.push_back({display_width(title_of(title)), title.starts_with('>'), false});
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < std::min(row.size(), columns.size()); ++i) {
            columns[i].width = std::max(columns[i].width, display_width(row[i]));
            columns[i].used = columns[i].used || !row[i].empty();
        }
    }
    return columns;
}

std::string render_row(const Row& row, const std::vector<Column>& columns, std::string_view indent) {
    std::string line(indent);
    for (std::size_t i = 0; i < std::min(row.size(), columns.size()); ++i) {
        if (!columns[i].used) continue;
        const std::size_t missing = columns[i].width - std::min(columns[i].width, display_width(row[i]));
        const std::string blanks(missing, ' ');
        line += columns[i].to_the_right ? blanks + row[i] : row[i] + blanks;
        line += "  ";
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\033') {
            i = std::min(text.find('m', i), text.size());
            continue;
        }
        const bool continues = (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
        if (!continues) ++width;
    }
    return width;
}

std::string padded(std::string_view text, std::size_t width) {
    const std::size_t own = display_width(text);
    return std::string(text) + std::string(width > own ? width - own : 0, ' ');
}

std::string render_table(const Row& header, const Rows& rows, std::string_view indent) {
    const std::vector<Column> columns = measure_columns(header, rows);
    Row titles;
    for (const std::string& title : header) titles.push_back(title_of(title));
    const bool has_titles =
        std::any_of(titles.begin(), titles.end(), [](const auto& t) { return !t.empty(); });
    std::string text = has_titles ? render_row(titles, columns, indent) : "";
    for (const Row& row : rows) text += render_row(row, columns, indent);
    return text;
}

}  // namespace migrate

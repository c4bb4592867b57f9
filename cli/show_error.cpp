#include "cli/show_error.hpp"

#include "cli/render/formats.hpp"
#include "cli/terminal.hpp"
#include "src/base/redact.hpp"

#include <cstdio>
#include <sstream>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::size_t longest_excerpt = 12;  // lines

std::string indented(const std::string& text) {
    std::istringstream lines(text);
    std::string result;
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        if (count == longest_excerpt) return result + "    …\n";
        result += "    " + line + "\n";
    }
    return result;
}

std::string labelled(const Style& style, std::string_view label, const std::string& text) {
    return text.empty() ? "" : fmt::format("{} {}\n", style.dim(label), text);
}

std::string sql_text(const SqlContext& sql, const Style& style) {
    std::string text =
        labelled(style, "  detail:", sql.detail) + labelled(style, "  server's hint:", sql.hint);
    if (!sql.statement.empty())
        text += fmt::format("{}\n{}", style.dim("  statement:"), indented(sql.statement));
    return text;
}

}  // namespace

std::string error_text(const Error& error, const Style& style) {
    const std::string place = error.position().text();
    const std::string& sqlstate = error.sql().sqlstate;
    std::string text = fmt::format("{} {}{}{}{}\n", style.bad("error:"), place, place.empty() ? "" : ": ",
                                   error.message(), sqlstate.empty() ? "" : fmt::format(" [{}]", sqlstate));
    for (const std::string& detail : error.details()) text += fmt::format("  {}\n", detail);
    text += sql_text(error.sql(), style);
    text += labelled(style, "hint:", error.hint());
    return redact(text);
}

ExitCode show_error(const Error& error, const GlobalOptions& options) {
    const Terminal terminal = read_terminal();
    const Style style(is_coloured(terminal, options.colour, terminal.errors));
    fmt::print(stderr, "{}", error_text(error, style));
    const OutputFormat* format = find_format(options.format.value_or("text"));
    if (format != nullptr) fmt::print("{}", format->error(error));
    return error.code();
}

Error defect_of(const std::exception& unexpected) {
    return {
        ExitCode::defect, fmt::format("unexpected: {}", unexpected.what()),
        "This is a defect in migrate: please report it with this line. `migrate status` shows where the database stands."};
}

}  // namespace migrate

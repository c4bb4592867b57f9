#include "cli/terminal.hpp"

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace migrate {

namespace {

std::string_view variable(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

}  // namespace

Terminal read_terminal() {
    const bool errors = isatty(STDERR_FILENO) == 1;
    const bool is_dumb = variable("TERM") == "dumb";
    return {.input = isatty(STDIN_FILENO) == 1,
            .output = isatty(STDOUT_FILENO) == 1,
            .errors = errors,
            .wants_colour = variable("NO_COLOR").empty() && !is_dumb,
            .redraws = errors && !is_dumb};
}

TerminalSize read_terminal_size() {
    TerminalSize result;
    winsize size{};
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0) return result;
    if (size.ws_col > 0) result.columns = size.ws_col;
    if (size.ws_row > 0) result.rows = size.ws_row;
    return result;
}

void write_errors(std::string_view bytes) {
    std::fwrite(bytes.data(), 1, bytes.size(), stderr);
    std::fflush(stderr);
}

bool is_coloured(const Terminal& terminal, const std::string& when, bool stream_is_terminal) {
    if (when == "auto") return terminal.wants_colour && stream_is_terminal;
    return when == "always";
}

bool ask(const std::string& question) {
    fmt::print(stderr, "{} [y/N] ", question);
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "Y" || answer == "yes" || answer == "Yes" || answer == "YES";
}

}  // namespace migrate

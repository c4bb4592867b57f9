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

std::size_t read_columns() {
    winsize size{};
    const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : 80;
}

}  // namespace

Terminal read_terminal() {
    return {.input = isatty(STDIN_FILENO) == 1,
            .output = isatty(STDOUT_FILENO) == 1,
            .errors = isatty(STDERR_FILENO) == 1,
            .wants_colour = variable("NO_COLOR").empty() && variable("TERM") != "dumb",
            .columns = read_columns()};
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

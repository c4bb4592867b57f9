#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace migrate {

/// What the three streams are connected to.
struct Terminal {
    bool input = false;
    bool output = false;
    bool errors = false;
    bool wants_colour = true;  ///< NO_COLOR is unset or empty, TERM is not "dumb"
    bool redraws = true;       ///< stderr is a terminal where lines can be drawn again
};

Terminal read_terminal();

struct TerminalSize {
    std::size_t columns = 80;
    std::size_t rows = 24;
};

/// The size of the terminal on stderr now: people resize it while a run goes on.
TerminalSize read_terminal_size();

/// Writes to stderr at once and in one piece.
void write_errors(std::string_view bytes);

/// Whether a stream is coloured: `when` is auto, always or never.
bool is_coloured(const Terminal& terminal, const std::string& when, bool stream_is_terminal);

/// Asks on the terminal and reads one line: true for y and yes in either case.
bool ask(const std::string& question);

}  // namespace migrate

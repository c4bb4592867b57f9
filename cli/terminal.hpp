#pragma once

#include <cstddef>
#include <string>

namespace migrate {

/// What the three streams are connected to.
struct Terminal {
    bool input = false;
    bool output = false;
    bool errors = false;
    bool wants_colour = true;  ///< NO_COLOR is unset or empty, TERM is not "dumb"
    std::size_t columns = 80;  ///< of the terminal on stderr
};

Terminal read_terminal();

/// Whether a stream is coloured: `when` is auto, always or never.
bool is_coloured(const Terminal& terminal, const std::string& when, bool stream_is_terminal);

/// Asks on the terminal and reads one line: true for y and yes in either case.
bool ask(const std::string& question);

}  // namespace migrate

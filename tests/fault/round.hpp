#pragma once

#include "tests/fault/checks.hpp"
#include "tests/fault/choices.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace migrate::fault {

/// A fault, and what `migrate` was at when it struck.
struct Strike {
    Fault fault;
    std::string phase;
};

struct Outcome {
    Choices choices;
    std::vector<Strike> strikes;
    Violations violations;
    std::string transcript;     ///< every run: arguments, end and stderr
    int half_open_noticed = 0;  ///< the program ended by itself
    int half_open_killed = 0;   ///< it had to be killed
    std::size_t rows_committed = 0;
    std::size_t rows_in_doubt = 0;
};

/// Makes a database, runs `migrate` on it while others write, strikes, runs it again and looks at what is
/// there. `patience`: with a program whose connections are half-open.
Outcome run_round(const Choices& choices, std::chrono::milliseconds patience);

}  // namespace migrate::fault

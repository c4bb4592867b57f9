#pragma once

#include "src/revision/revision.hpp"

#include <string>
#include <variant>

namespace migrate {

/// Reads what follows "-- migrate:" when it begins with "if": the guard, or a text saying what is wrong with
/// it.
std::variant<Guard, std::string> parse_guard(const std::string& text);

}  // namespace migrate

#pragma once

#include "src/base/error.hpp"
#include "src/sandbox/keeper.hpp"

#include <string>
#include <string_view>

namespace migrate {

// What owner and keeper say to each other. The keeper answers its start and every command with a place or an
// error.
inline constexpr std::string_view kill_command = "kill";
inline constexpr std::string_view start_command = "start";
inline constexpr std::string_view detach_command = "detach";

std::string answer_of(const ServerPlace& place);
std::string answer_of(const Error& error);
/// The place in an answer; throws the error in it.
ServerPlace read_answer(std::string_view answer);

}  // namespace migrate

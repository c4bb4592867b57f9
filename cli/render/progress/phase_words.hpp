#pragma once

#include <string>
#include <string_view>

namespace migrate {

/// What a build does now, in short plain words, from the server's name of its phase.
std::string phase_words(std::string_view phase);

}  // namespace migrate

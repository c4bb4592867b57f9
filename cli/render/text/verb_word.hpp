#pragma once

#include "src/index/index_action.hpp"

#include <string_view>

namespace migrate {

/// How a verb is called before people; whether a build is a plain one is said by its reason.
std::string_view verb_word(IndexVerb verb);

}  // namespace migrate

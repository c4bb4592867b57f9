#pragma once

#include "src/base/error.hpp"

#include <optional>
#include <string_view>

namespace migrate {

/// What a server's error means to whoever builds an index.
struct BuildFailureText {
    std::string_view sqlstate;  ///< a whole one, or a class: "53"
    std::string_view what;
    std::string_view hint;
};

/// The words for an error of a build, if it is one that has its own. An exact SQLSTATE goes before its class.
std::optional<BuildFailureText> find_build_failure_text(const SqlContext& sql);

/// The same error in those words: "the server's disk is full: could not extend file …". Where it has none,
/// the error as it is.
Error reworded_build_failure(const Error& error);

}  // namespace migrate

#pragma once

#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace migrate {

/// A script that completes commands and options in bash, zsh or fish; written from the command line itself.
/// Precondition: `shell` is one of the three.
std::string render_completion(const CLI::App& app, std::string_view shell);

}  // namespace migrate

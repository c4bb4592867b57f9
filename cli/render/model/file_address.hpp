#pragma once

#include <string>
#include <string_view>

namespace migrate {

/// A path as programs compare it with those of a repository: without "./" and "..", where that can be.
std::string tidy_path(std::string_view path);

/// The path as a URI reference: relative where the path is, else file:///...
std::string uri_of(std::string_view path);

}  // namespace migrate

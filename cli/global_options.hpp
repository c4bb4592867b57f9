#pragma once

#include <optional>
#include <string>

namespace migrate {

/// What can be said before or after any command.
struct GlobalOptions {
    std::optional<std::string> database_url;
    std::optional<std::string> direct_url;
    std::optional<std::string> config;
    std::optional<std::string> dir;
    std::optional<std::string> env_file;
    bool sandbox = false;
    std::optional<std::string> format;  ///< empty: not said, so the command decides
    std::string colour = "auto";        ///< auto, always, never
    bool quiet = false;
    bool verbose = false;
    bool yes = false;
    bool dry_run = false;
    bool sql = false;
};

}  // namespace migrate

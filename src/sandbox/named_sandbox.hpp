#pragma once

#include "src/sandbox/sandbox.hpp"

#include <optional>
#include <string>

namespace migrate {

// Sandboxes that outlive the command that started them. A name is of letters, digits, "-", "_" and "."; each
// user has names of their own, kept in a directory that only that user can enter.

/// Starts a sandbox that runs until stop_sandbox(name), and returns its URL. Refused where `name` is in use.
std::string start_named_sandbox(const std::string& name, const SandboxOptions& options = {});
/// The URL of a running one. Removes what one left behind that was killed.
std::optional<std::string> find_sandbox(const std::string& name);
/// Stops it and removes its files; false where there was none.
bool stop_sandbox(const std::string& name);

}  // namespace migrate

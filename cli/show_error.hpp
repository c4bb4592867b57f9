#pragma once

#include "cli/global_options.hpp"
#include "cli/render/text/style.hpp"
#include "src/base/error.hpp"

#include <exception>
#include <string>

namespace migrate {

/// The words for an Error, over several lines: where and what, its details, what the server said with the
/// statement, and the hint. The only place that words one; without passwords.
std::string error_text(const Error& error, const Style& style);

/// Shows an error on stderr, and as a document on stdout where a machine reads it. Returns its exit code.
ExitCode show_error(const Error& error, const GlobalOptions& options);

/// An exception that nobody should have let through.
Error defect_of(const std::exception& unexpected);

}  // namespace migrate

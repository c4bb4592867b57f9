#pragma once

#include "src/base/error.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace migrate {

/// How bad a finding is, in ascending order, so that severities can be compared.
enum class Severity { info, warning, error };
std::string_view name_of(Severity severity);
std::optional<Severity> severity_named(std::string_view name);

/// One thing that a check found. A value: what to do about it is decided by who reads the report.
struct Finding {
    std::string check;  ///< id of the check: "pool.fits_server"
    Severity severity = Severity::error;
    std::string subject;    ///< what it is about: an index, a table, a variable, a revision
    std::string message;    ///< lower case, one line: what is, with the numbers it rests on
    std::string fix;        ///< a sentence: the change to make, or the next command
    FilePosition position;  ///< where it stands in a file; empty for what is in no file
};

/// A check that could not look. It never counts as passed.
struct SkippedCheck {
    std::string check;
    std::string reason;  ///< lower case, one line
};

}  // namespace migrate

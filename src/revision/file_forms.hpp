#pragma once

#include "src/revision/problem_list.hpp"
#include "src/revision/revision.hpp"

#include <optional>
#include <string>

namespace migrate {

/// The two forms of a revision file. `text` is valid UTF-8 without NUL bytes and byte order mark. Whatever is
/// wrong goes to `problems`; empty when the file has no key `revision`.
std::optional<Revision> parse_sql_revision(const std::string& text, ProblemList& problems);
std::optional<Revision> parse_toml_revision(const std::string& text, ProblemList& problems);

}  // namespace migrate

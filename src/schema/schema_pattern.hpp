#pragma once

#include "src/schema/schema_snapshot.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// Whether the whole text is of the pattern, in which "*" stands for any text.
bool matches(std::string_view text, std::string_view pattern);

/// Whether one of the patterns means the object, or what it belongs to: by its name ("audit.*",
/// "users.credits"), or with its kind before it ("index ix_*").
bool is_ignored(const SchemaKey& key, const std::vector<std::string>& patterns);

/// Whether one of them means the object, or this of it: "*: comment", "table users: privileges of *".
bool is_ignored(const SchemaKey& key, const std::string& attribute, const std::vector<std::string>& patterns);

}  // namespace migrate

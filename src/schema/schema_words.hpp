#pragma once

#include "src/schema/schema_difference.hpp"

#include <string>
#include <vector>

namespace migrate {

/// "users.credits", "users.users_pkey", "public_total(integer)"
std::string full_name_of(const SchemaKey& key);

/// What an object is in one line, as far as one line can say it: "integer NOT NULL DEFAULT 0"; "" = its name
/// says it.
std::string summary_of(const SchemaKey& key, const SchemaAttributes& attributes);

/// The name by which others belong to an object: "schema audit", "users", "users.id".
std::string owner_name_of(const SchemaKey& key);
/// What an object belongs to, and goes with: its table, its schema, the column of a sequence.
std::vector<std::string> owners_of(const SchemaKey& key, const SchemaAttributes& attributes);

}  // namespace migrate

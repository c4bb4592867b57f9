#pragma once

#include "src/settings/server_facts.hpp"

#include <nlohmann/json_fwd.hpp>

namespace migrate {

/// The facts in the document that server_sql::facts_json (src/postgres/queries/server_sql.hpp) makes. The pid
/// that the client knows is for the caller to add. Errors: nlohmann::json::exception for another document.
ServerFacts server_facts_of(const nlohmann::json& document);

}  // namespace migrate

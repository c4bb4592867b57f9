#pragma once

#include <string>
#include <string_view>

namespace migrate {

/// "name" in double quotes where PostgreSQL needs them; plain lower-case words that are no reserved key word
/// stay bare.
std::string quote_identifier(std::string_view name);
/// schema.name, each part quoted where needed; `schema` may be empty.
std::string quote_qualified(std::string_view schema, std::string_view name);
/// 'text', with E'' where it holds a backslash, so that it reads the same whatever
/// standard_conforming_strings says.
std::string quote_literal(std::string_view text);

/// PostgreSQL's NAMEDATALEN - 1: identifiers are cut after this many bytes, silently.
inline constexpr std::size_t max_identifier_bytes = 63;

}  // namespace migrate

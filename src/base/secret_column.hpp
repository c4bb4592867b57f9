#pragma once

#include <string>
#include <string_view>

namespace migrate {

/// Whether a column, or anything that an expression names, looks like it holds secrets: token, password_hash,
/// lower(api_key); `key`, since it tells nothing better; and every column but ids and times of a table that
/// looks like it, such as api_keys. `table` may be "".
bool looks_secret(std::string_view column_or_expression, std::string_view table = {});

/// A DETAIL line of the server with "***" in place of a key's values where one of its columns looks secret:
/// "Key (token)=(abc) already exists." -> "Key (token)=(***) already exists."
std::string mask_key_values(std::string_view detail, std::string_view table = {});

}  // namespace migrate

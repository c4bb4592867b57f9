#pragma once

#include <string>
#include <string_view>

namespace migrate {

/// The text with every password in it replaced by "***": in URLs (user:password@), in URL parameters and
/// libpq key words (password=…, sslpassword=…), and in SQL (PASSWORD '…'). Every text that came from a URL,
/// the environment or libpq goes through here before it is shown, logged or stored.
std::string redact(std::string_view text);

}  // namespace migrate

#pragma once

#include <string>
#include <string_view>

namespace migrate {

/// XXH3, 128 bits, as 32 hexadecimal digits: tells an edited text from the one that ran. Not meant to resist
/// an attacker, who could as well edit the journal.
std::string checksum(std::string_view text);

}  // namespace migrate

#pragma once

#include <string>
#include <string_view>

namespace migrate {

/// Text as it may stand in a document that other programs read: without passwords, valid UTF-8 (U+FFFD for
/// what is none), every end of a line "\n", and without control characters other than that and the tab, or
/// anything else that XML 1.0 forbids.
std::string document_text(std::string_view text);

/// The same on one line.
std::string document_line(std::string_view text);

/// `text` with each sign that `replacement_of` knows replaced; it returns "" for the others.
std::string replaced(std::string_view text, std::string_view (*replacement_of)(char));

}  // namespace migrate

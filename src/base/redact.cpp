#include "src/base/redact.hpp"

#include <regex>

namespace migrate {

std::string redact(std::string_view text) {
    // scheme://user:password@ — the password may hold anything but / ? # and white space; the last @ before
    // those ends it.
    static const std::regex in_url(R"(([A-Za-z][A-Za-z0-9+.-]*://[^:/?#\s@]*):[^/?#\s]*@)");
    // password=… as URL parameter or libpq key word, quoted or bare.
    static const std::regex in_parameter(R"(((?:ssl)?password\s*=\s*)('(?:[^'\\]|\\.)*'|[^&\s]+))",
                                         std::regex::icase);
    std::string result = std::regex_replace(std::string(text), in_url, "$1:***@");
    return std::regex_replace(result, in_parameter, "$1***");
}

}  // namespace migrate

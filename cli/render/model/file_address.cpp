#include "cli/render/model/file_address.hpp"

#include "cli/render/model/document_text.hpp"
#include "src/base/redact.hpp"

#include <filesystem>

#include <fmt/format.h>

namespace migrate {

namespace {

bool stands_for_itself(unsigned char byte) {
    constexpr std::string_view marks = "/-._~";  // unreserved, and what separates the parts of a path
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    const bool digit = byte >= '0' && byte <= '9';
    return letter || digit || marks.find(static_cast<char>(byte)) != std::string_view::npos;
}

}  // namespace

/// Passwords are taken out before "//", by which a URL is known, becomes "/".
std::string tidy_path(std::string_view path) {
    return document_line(std::filesystem::path(redact(path)).lexically_normal().generic_string());
}

std::string uri_of(std::string_view path) {
    const std::string tidy = tidy_path(path);
    std::string uri = tidy.starts_with('/') ? "file://" : "";
    for (const char sign : tidy) {
        const auto byte = static_cast<unsigned char>(sign);
        uri += stands_for_itself(byte) ? std::string(1, sign) : fmt::format("%{:02X}", byte);
    }
    return uri;
}

}  // namespace migrate

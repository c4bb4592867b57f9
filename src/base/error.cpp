#include "src/base/error.hpp"

#include <utility>

#include <fmt/format.h>

namespace migrate {

std::string FilePosition::text() const {
    std::string text = file;
    if (!file.empty() && line > 0) text += fmt::format(":{}", line);
    if (!file.empty() && line > 0 && column > 0) text += fmt::format(":{}", column);
    return text;
}

Error::Error(ExitCode code, const std::string& message, std::string hint)
    : std::runtime_error(message), code_(code), hint_(std::move(hint)) {}

Error& Error::at(FilePosition position) {
    position_ = std::move(position);
    return *this;
}

Error& Error::because(SqlContext sql) {
    sql_ = std::move(sql);
    return *this;
}

Error& Error::with_details(std::vector<std::string> details) {
    details_ = std::move(details);
    return *this;
}

}  // namespace migrate

#include "src/index/work_name.hpp"

#include "src/base/sql_text.hpp"

#include <fmt/format.h>

namespace migrate {

std::string cut_name(std::string_view name, std::size_t bytes) {
    if (name.size() <= bytes) return std::string(name);
    std::size_t end = bytes;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;
    return std::string(name.substr(0, end));
}

std::string work_name(std::string_view token, std::string_view index_name) {
    return cut_name(work_name_start(token) + std::string(index_name), max_identifier_bytes);
}

std::string work_name_start(std::string_view token) {
    return fmt::format("{}{}_", work_name_prefix, token);
}

std::string displaced_name(std::string_view token, std::string_view index_name) {
    return work_name(std::string(token) + "_old", index_name);
}

std::string restored_name(std::string_view token, std::string_view index_name) {
    return work_name(std::string(token) + "_back", index_name);
}

}  // namespace migrate

#include "src/index/work_name.hpp"

#include "src/base/sql_text.hpp"

#include <fmt/format.h>

namespace migrate {

std::string work_name(std::string_view token, std::string_view index_name) {
    std::string name = fmt::format("migr_{}_{}", token, index_name);
    if (name.size() <= max_identifier_bytes) return name;
    std::size_t end = max_identifier_bytes;
    while ((static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;
    return name.substr(0, end);
}

}  // namespace migrate

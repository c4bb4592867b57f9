#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace migrate {

inline constexpr std::string_view work_name_prefix = "migr_";

/// The name an index bears while it is built: "migr_<token>_<name>", the name cut so that all fits into 63
/// bytes, never within a UTF-8 character. Only names of this form that stand in an intent of our own journal
/// are ever cleaned up without asking.
std::string work_name(std::string_view token, std::string_view index_name);
/// What every work name of a token begins with.
std::string work_name_start(std::string_view token);

/// At most so many bytes of a name, never ending within a UTF-8 character.
std::string cut_name(std::string_view name, std::size_t bytes);

/// The name that a replaced index bears between the swap and its end, and on the way back ours.
std::string displaced_name(std::string_view token, std::string_view index_name);
/// The name of an index that is built again on the way back, until it has its own.
std::string restored_name(std::string_view token, std::string_view index_name);

}  // namespace migrate

#pragma once

#include "tests/layers/source_text.hpp"
#include "tests/layers/source_tree.hpp"

#include <string_view>
#include <vector>

namespace migrate::layers {

inline constexpr std::size_t max_lines = 400;

/// One of the places that know every member of a kind. In `file` and `word`, "{name}" stands for the member's
/// file name without extension, "{words}" for the same with "-" for "_", as users type it.
struct Place {
    std::string_view file;
    std::string_view word;  ///< what must stand in it; "" when the file need only be there
    std::string_view what;  ///< what is missing otherwise
};

/// A folder that holds one file a command or format, and the places each of them must also be in.
struct Kind {
    std::string_view folder;
    std::string_view noun;
    std::vector<std::string_view> others;  ///< files of the folder that are no members
    std::vector<Place> places;
};

const std::vector<Kind>& kinds();

/// Commands and formats that miss their line in a table, their test or their text.
std::vector<Violation> find_missing_places(const SourceTree& tree);
/// Checks that miss their line in the table of their group, or a test that makes what they find.
std::vector<Violation> find_unlisted_checks(const SourceTree& tree);
/// Sources that CMakeLists.txt does not name.
std::vector<Violation> find_unbuilt_sources(const SourceTree& tree);
/// Sources of more than `max_lines` lines.
std::vector<Violation> find_long_files(const SourceTree& tree);

}  // namespace migrate::layers

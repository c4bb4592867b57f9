#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace migrate {

/// One thing that `explain` can explain: an exit code, a problem, a state.
struct ReferenceEntry {
    std::string name;
    std::string summary;
    std::vector<std::pair<std::string, std::string>> parts;  ///< "why", "fix", …
};

/// A page of docs/, and a topic of `explain`.
struct ReferenceTopic {
    std::string name;   ///< "exit-codes"
    std::string title;  ///< "Exit codes"
    std::string introduction;
    std::vector<ReferenceEntry> entries;
};

/// All topics but the commands, which the command line itself describes.
const std::vector<ReferenceTopic>& reference_topics();

std::string render_reference_text(const ReferenceTopic& topic);
std::string render_reference_markdown(const ReferenceTopic& topic);
/// One entry, in full.
std::string render_reference_entry(const ReferenceEntry& entry);

}  // namespace migrate

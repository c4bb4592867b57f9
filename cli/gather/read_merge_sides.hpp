#pragma once

#include "src/revision/merge_facts.hpp"

#include <filesystem>
#include <string>

namespace migrate {

/// The revision folder as it lies on the disk, at the commit `other` of its git repository, and at the last
/// commit that the two have in common. Errors: ExitCode::usage where there is no git, no repository, no such
/// commit, or no common one, which a shallow clone does not have.
MergeSides read_merge_sides(const std::filesystem::path& dir, const std::string& other);

}  // namespace migrate

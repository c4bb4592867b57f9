#pragma once

#include "tests/layers/source_text.hpp"
#include "tests/layers/source_tree.hpp"

#include <string_view>
#include <vector>

namespace migrate::layers {

/// A folder with its place in the one-way rule: besides itself it may include from these folders only.
struct Layer {
    std::string_view folder;
    std::vector<std::string_view> may_include;
};

/// A library, or a part of the system, that only some folders may include.
struct Border {
    std::string_view header;  ///< a whole name, or all headers of a folder if it ends in "/"
    std::vector<std::string_view> folders;
    std::string_view reason;
};

/// The one-way rule. A row names only folders of rows above it, so the arrows cannot run in a circle, and a
/// folder within another stands before it.
const std::vector<Layer>& layers();
const std::vector<Border>& borders();

/// Includes of src, cli and checks that run against the one-way rule or cross a border.
std::vector<Violation> find_layer_violations(const SourceTree& tree);

}  // namespace migrate::layers

#pragma once

#include <string>

namespace migrate {

/// Whether this runs in a step of GitHub Actions, by the process's own environment.
/// https://docs.github.com/en/actions/reference/workflows-and-actions/variables
struct GitHubActions {
    bool active = false;
    std::string step_summary;  ///< the file whose Markdown is shown with the step; "" = none
};

GitHubActions read_github_actions();

}  // namespace migrate

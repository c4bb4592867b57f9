#include "cli/github_actions.hpp"

#include <cstdlib>
#include <string_view>

namespace migrate {

namespace {

std::string_view variable(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

}  // namespace

GitHubActions read_github_actions() {
    return {.active = variable("GITHUB_ACTIONS") == "true",
            .step_summary = std::string(variable("GITHUB_STEP_SUMMARY"))};
}

}  // namespace migrate

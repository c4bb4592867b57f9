#include "checks/apply/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_required_file(const Facts& facts) {
    std::vector<Observation> seen;
    for (const RequiredFile& file : facts.required_files) {
        if (file.problem.empty()) continue;
        seen.push_back(
            {.subject = file.path, .message = fmt::format("the file {}: {}", file.path, file.problem)});
    }
    return seen;
}

}  // namespace

constinit const Check apply_required_file{
    .id = "apply.required_file",
    .summary = "a file that [apply] requires is not there",
    .severity = Severity::error,
    .why =
        "Indexes and settings bring nothing to a bot that lacks the modules which use them, such as its cache; a "
        "deployment that forgot one is found here and not by its users.",
    .fix = "Deploy the file, or take it out of requires in [apply] of migrate.toml.",
    .find = find_required_file};

}  // namespace migrate

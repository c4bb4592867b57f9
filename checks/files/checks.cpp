#include "checks/files/checks.hpp"

#include "src/revision/revision_problem.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <utility>

namespace migrate {

namespace {

/// What is wrong with the files is known when their graph is built (src/revision/revision_problem.hpp): here
/// each kind becomes a finding.
template <ProblemKind kind>
Outcome find_problem(const Facts& facts) {
    std::vector<Observation> seen;
    for (const RevisionProblem& problem : facts.files->problems()) {
        if (problem.kind != kind) continue;
        seen.push_back({.subject = problem.position.file,
                        .message = problem.message,
                        .fix = problem.hint,
                        .position = problem.position});
    }
    return seen;
}

constexpr std::size_t kind_count = static_cast<std::size_t>(ProblemKind::bad_guard) + 1;

template <std::size_t... kinds>
constexpr auto finders_of(std::index_sequence<kinds...> /*all*/) {
    return std::array{&find_problem<static_cast<ProblemKind>(kinds)>...};
}
constexpr auto finders = finders_of(std::make_index_sequence<kind_count>());

/// "two-heads" in the files' own list of problems, "files.two_heads" among the checks.
std::string_view check_id(std::string_view problem_id) {
    static std::deque<std::string> ids;
    std::string& id = ids.emplace_back("files." + std::string(problem_id));
    std::ranges::replace(id, '-', '_');
    return id;
}

}  // namespace

std::vector<Check> files_checks() {
    std::vector<Check> checks;
    for (const ProblemText& text : problem_texts())
        checks.push_back({.id = check_id(text.id),
                          .summary = text.summary,
                          .severity = Severity::error,
                          .needs = {Need::files},
                          .why = text.why,
                          .fix = text.fix,
                          .find = finders.at(static_cast<std::size_t>(text.kind))});
    return checks;
}

}  // namespace migrate

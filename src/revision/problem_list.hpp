#pragma once

#include "src/revision/revision_problem.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace migrate {

/// Gathers what is wrong with one file.
class ProblemList {
  public:
    explicit ProblemList(std::string file) : file_(std::move(file)) {}

    void add(ProblemKind kind, int line, std::string message, std::string hint = {}) {
        problems_.push_back({kind, {file_, line, 0}, std::move(message), std::move(hint)});
    }
    bool has(ProblemKind kind) const {
        return std::ranges::count(problems_, kind, &RevisionProblem::kind) > 0;
    }
    std::vector<RevisionProblem> take() && { return std::move(problems_); }

  private:
    std::string file_;
    std::vector<RevisionProblem> problems_;
};

}  // namespace migrate

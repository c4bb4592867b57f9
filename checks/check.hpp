#pragma once

#include "checks/facts.hpp"
#include "src/report/finding.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace migrate {

/// One thing that a check saw. The check's id and severity are added by evaluate_checks().
struct Observation {
    std::string subject;
    std::string message;
    std::string fix;
    FilePosition position;
    std::optional<Severity> severity;  ///< where it is not the check's own
};

/// What a check saw, or why it could not look: it needs a value that nobody has given.
struct Outcome {
    std::vector<Observation> seen;
    std::string not_checked;  ///< "" = it looked

    Outcome() = default;
    Outcome(std::vector<Observation> observations) : seen(std::move(observations)) {}  // NOLINT(*-explicit-*)
    Outcome(Observation observation) { seen.push_back(std::move(observation)); }       // NOLINT(*-explicit-*)
    static Outcome skipped(std::string reason);
};

/// One condition that somebody wants to know of. A constant, in a file of its own.
struct Check {
    std::string_view id;       ///< "group.name", stable: people suppress it and scripts read it
    std::string_view summary;  ///< lower case: the condition that it finds
    Severity severity = Severity::error;
    Needs needs;           ///< the facts without which it is skipped
    Needs uses;            ///< facts that it looks at where they are to be had
    std::string_view why;  ///< sentences: what the condition leads to, and where the rule comes from
    std::string_view fix;  ///< sentences
    Outcome (*find)(const Facts&) = nullptr;
    bool by_request = false;  ///< a matter of taste: looks only where somebody names it or its group

    std::string_view group() const { return id.substr(0, id.find('.')); }
};

}  // namespace migrate

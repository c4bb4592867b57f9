#pragma once

#include "src/base/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// Everything that can be wrong with a folder of revision files.
enum class ProblemKind {
    unreadable_file,
    not_utf8,
    malformed_file,  ///< TOML or SQL that does not parse
    unknown_key,
    wrong_type,
    missing_key,
    bad_revision_id,  ///< empty, too long, or with a forbidden sign
    repeated_id,
    repeated_label,
    unknown_parent,
    cycle,
    two_heads,
    empty_up,
    missing_down,
    transaction_control,  ///< BEGIN, COMMIT, … inside a revision
    repeated_index_name,
    long_identifier,
    bad_guard,  ///< a "-- migrate: if …" line that cannot be read or stands in the wrong part
};

/// The texts of a kind, for `migrate explain` and docs/revision_problems.md.
struct ProblemText {
    ProblemKind kind;
    std::string_view id;  ///< kebab-case, stable: "two-heads"
    std::string_view summary;
    std::string_view why;
    std::string_view fix;
};
const std::vector<ProblemText>& problem_texts();
const ProblemText& text_of(ProblemKind kind);

/// One problem, with its place and the way out.
struct RevisionProblem {
    ProblemKind kind;
    FilePosition position;
    std::string message;  ///< lower case, names the culprits
    std::string hint;     ///< a sentence with the next command; "" = the kind's own fix

    std::string line() const;  ///< "file:line: message [two-heads]"
};

}  // namespace migrate

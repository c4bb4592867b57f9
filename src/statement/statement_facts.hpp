#pragma once

#include "src/revision/revision_graph.hpp"
#include "src/statement/timeline.hpp"

#include <optional>
#include <string>
#include <vector>

namespace migrate {

/// The statements of all scripts in the order they run, and what is there when each of them does.
struct StatementFacts {
    std::vector<Script> scripts;
    Timeline timeline;
};

/// Of revisions. Where it is known what a database has (`applied`), pending revisions are one run and the
/// others are not judged; else all are judged, each as a run of its own, since nobody knows which will run
/// together.
StatementFacts find_statement_facts(const RevisionGraph& graph, const std::optional<RevisionSet>& applied,
                                    const Timeline::Exists& exists);

/// A file that is no revision.
struct PlainSql {
    std::string file;
    std::string text;
};

/// Of such files, in their order, and of their ways back in the reverse order; each is a run of its own.
StatementFacts find_statement_facts(const std::vector<PlainSql>& files, const Timeline::Exists& exists);

}  // namespace migrate

#pragma once

#include "src/revision/revision_graph.hpp"

#include <string>
#include <vector>

namespace migrate::testing {

inline std::vector<RevisionId> ids(const std::vector<std::string>& texts) {
    std::vector<RevisionId> result;
    for (const std::string& text : texts) result.emplace_back(text);
    return result;
}

inline std::vector<std::string> texts(const std::vector<RevisionId>& ids) {
    std::vector<std::string> result;
    for (const RevisionId& id : ids) result.push_back(id.text());
    return result;
}

inline RevisionSet set(const std::vector<std::string>& texts) {
    const std::vector<RevisionId> all = ids(texts);
    return {all.begin(), all.end()};
}

/// What a test says about a revision; the rest is made up.
struct Sketch {
    std::string id;
    std::vector<std::string> parents;
    std::vector<std::string> depends_on;
    std::vector<std::string> labels;
    std::string irreversible;
};

inline ParsedRevision revision(const Sketch& sketch) {
    Revision made;
    made.id = RevisionId(sketch.id);
    made.parents = ids(sketch.parents);
    made.depends_on = ids(sketch.depends_on);
    made.labels = sketch.labels;
    made.irreversible = sketch.irreversible;
    made.file = sketch.id + ".sql";
    made.parents_line = 2;
    made.up.push_back({"select 1"});
    made.down.push_back({"select 1"});
    return {std::move(made), {}};
}

inline RevisionGraph graph(const std::vector<Sketch>& sketches) {
    std::vector<ParsedRevision> files;
    for (const Sketch& sketch : sketches) files.push_back(revision(sketch));
    return RevisionGraph::build(std::move(files));
}

/// "two-heads at b.sql:2", one a problem.
inline std::vector<std::string> places(const std::vector<RevisionProblem>& problems) {
    std::vector<std::string> result;
    for (const RevisionProblem& problem : problems) {
        result.push_back(std::string(text_of(problem.kind).id) + " at " + problem.position.text());
    }
    return result;
}

}  // namespace migrate::testing

#include "src/files/read_graph.hpp"

#include "src/base/words.hpp"
#include "src/files/read_file.hpp"
#include "src/files/revision_folder.hpp"
#include "src/revision/manifest.hpp"

#include <fmt/format.h>

namespace migrate {

RevisionGraph read_any_graph(const std::filesystem::path& dir, std::vector<ParsedRevision> more) {
    for (const RevisionSource& source : read_revision_folder(dir)) more.push_back(parse_revision(source));
    return RevisionGraph::build(std::move(more));
}

void refuse_problems(const std::vector<RevisionProblem>& problems) {
    if (problems.empty()) return;
    std::vector<std::string> lines;
    for (const RevisionProblem& problem : problems) {
        lines.push_back(problem.line());
        const std::string_view fix = problem.hint.empty() ? text_of(problem.kind).fix : problem.hint;
        lines.push_back(fmt::format("    {}", fix));
    }
    throw Error(ExitCode::usage,
                fmt::format("{} in the revision files; the server was not touched",
                            count_of(problems.size(), "problem")),
                "`migrate explain revision-problems` says more about each kind.")
        .with_details(std::move(lines));
}

RevisionGraph read_manifest_or_folder(const std::filesystem::path& manifest,
                                      const std::filesystem::path& dir) {
    const std::filesystem::path file = manifest.empty() ? std::filesystem::path(default_manifest) : manifest;
    std::error_code ignored;
    if (manifest.empty() && !std::filesystem::exists(file, ignored)) {
        RevisionGraph graph = read_any_graph(dir);
        refuse_problems(graph.fatal_problems());
        return graph;
    }
    const FileText content = read_file(file);
    if (!content.error.empty())
        throw Error(ExitCode::usage,
                    fmt::format("cannot read the manifest {}: {}", file.string(), content.error),
                    "Write it with `migrate manifest`.");
    return RevisionGraph::build(parse_manifest(content.text, file.string()));
}

}  // namespace migrate

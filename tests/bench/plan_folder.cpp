// Prints the median milliseconds, over RUNS, of reading a folder of revisions and planning `up` from an empty
// database.
//
//   plan_folder DIRECTORY RUNS

#include "src/files/revision_folder.hpp"
#include "src/revision/plan.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace {

using namespace migrate;

std::size_t plan_all(const std::filesystem::path& directory) {
    std::vector<ParsedRevision> files;
    for (const RevisionSource& source : read_revision_folder(directory))
        files.push_back(parse_revision(source));
    const auto graph = RevisionGraph::build(std::move(files));
    return graph.problems().empty() ? plan_up(graph, {}, "head").steps.size() : 0;
}

double measure(const std::filesystem::path& directory) {
    const auto start = std::chrono::steady_clock::now();
    if (plan_all(directory) == 0) throw Error(ExitCode::usage, "the revisions have problems");
    const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
    return taken.count();
}

}  // namespace

int main(int count, char** arguments) try {
    if (count != 3) throw Error(ExitCode::usage, "say which folder, and how many runs");
    std::vector<double> milliseconds(static_cast<std::size_t>(std::max(1, std::atoi(arguments[2]))));
    for (double& one : milliseconds) one = measure(arguments[1]);
    const auto middle = milliseconds.begin() + static_cast<std::ptrdiff_t>(milliseconds.size() / 2);
    std::nth_element(milliseconds.begin(), middle, milliseconds.end());
    std::printf("%.3f\n", *middle);
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "plan_folder: %s\n", error.what());
    return 2;
}

#include "src/files/revision_folder.hpp"

#include "src/base/error.hpp"
#include "src/files/read_file.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

std::vector<std::string> list_revision_files(const std::filesystem::path& dir) {
    std::error_code failure;
    std::vector<std::string> names;
    for (std::filesystem::directory_iterator at(dir, failure), end; !failure && at != end;
         at.increment(failure)) {
        std::string name = at->path().filename().string();
        if (is_revision_name(name)) names.push_back(std::move(name));
    }
    if (failure)
        throw Error(
            ExitCode::usage,
            fmt::format("cannot read the revision folder {}: {}", dir.string(), failure.message()),
            "Name the folder with --dir or as `dir` in migrate.toml; `migrate new` makes the first revision.");
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

bool is_revision_name(std::string_view name) {
    return !name.starts_with('.') && name != "migrate.toml" &&
           (name.ends_with(".sql") || name.ends_with(".toml"));
}

std::vector<RevisionSource> read_revision_folder(const std::filesystem::path& dir) {
    std::vector<RevisionSource> sources;
    for (const std::string& name : list_revision_files(dir)) {
        const std::string path = (dir / name).string();
        FileText file = read_file(path);
        sources.push_back({path, std::move(file.text), std::move(file.error)});
    }
    return sources;
}

}  // namespace migrate

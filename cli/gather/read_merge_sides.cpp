#include "cli/gather/read_merge_sides.hpp"

#include "cli/read_program.hpp"
#include "src/base/error.hpp"
#include "src/base/redact.hpp"
#include "src/files/revision_folder.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

namespace migrate {

namespace {

/// A git repository, asked from inside the revision folder, so that paths are relative to it.
class Git {
  public:
    explicit Git(std::filesystem::path dir) : dir_(std::move(dir)) {}

    ProgramOutput run(const std::vector<std::string>& arguments, const std::string& input = "") const {
        std::vector<std::string> command{"git", "-C", dir_.string()};
        command.insert(command.end(), arguments.begin(), arguments.end());
        return read_program(command, {.environment = {{"GIT_OPTIONAL_LOCKS", "0"}}, .input = input});
    }

    /// What it prints. Errors: ExitCode::usage where it fails, since half of a side is none.
    std::string output_of(const std::vector<std::string>& arguments, const std::string& input = "") const {
        ProgramOutput ended = run(arguments, input);
        if (ended.exit_code == 0) return std::move(ended.output);
        throw Error(ExitCode::usage,
                    fmt::format("git could not read the other side: {}", redact(ended.errors)),
                    "Run `git fsck`, or fetch the other side again, without a filter.");
    }

    /// What it prints, without the last end of line; "" where it fails.
    std::string line_of(const std::vector<std::string>& arguments) const {
        ProgramOutput ended = run(arguments);
        if (ended.exit_code != 0) return "";
        while (ended.output.ends_with('\n')) ended.output.pop_back();
        return ended.output;
    }

    const std::filesystem::path& dir() const { return dir_; }

  private:
    std::filesystem::path dir_;
};

void refuse_no_repository(const Git& git) {
    const ProgramOutput ended = git.run({"rev-parse", "--git-dir"});
    if (ended.exit_code == 0) return;
    constexpr int no_such_program = 127;
    const bool absent = ended.exit_code == no_such_program;
    throw Error(ExitCode::usage,
                absent ? "there is no git, by which --against looks at the other side"
                       : fmt::format("{} is in no git repository that can be read", git.dir().string()),
                absent ? "Install git." : "Run it in a clone; `git status` there says what is wrong.");
}

std::string commit_of(const Git& git, const std::string& name) {
    std::string commit =
        git.line_of({"rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}"});
    if (commit.empty())
        throw Error(ExitCode::usage, fmt::format("git knows no commit {}", name),
                    "Fetch it: `git fetch origin main`, then --against origin/main.");
    return commit;
}

std::string common_commit(const Git& git, const std::string& other, const std::string& name) {
    std::string commit = git.line_of({"merge-base", "HEAD", other});
    if (commit.empty())
        throw Error(ExitCode::usage, fmt::format("this branch and {} have no commit in common here", name),
                    "A shallow clone lacks it: `git fetch --unshallow`, in GitHub Actions fetch-depth: 0.");
    return commit;
}

std::vector<std::string> names_at(const Git& git, const std::string& commit) {
    const std::string listed = git.output_of({"ls-tree", "--name-only", "-z", commit});
    std::vector<std::string> names;
    for (std::size_t at = 0; at < listed.size(); at = listed.find('\0', at) + 1)
        names.emplace_back(listed.c_str() + at);
    std::erase_if(names, [](const std::string& name) { return !is_revision_name(name); });
    return names;
}

/// Takes "<id> blob <size>\n<text>\n" off `at`; as `git cat-file --batch` writes each.
std::string take_blob(const std::string& output, std::size_t& at) {
    const std::size_t end = output.find('\n', at);
    if (end == std::string::npos)
        throw Error(ExitCode::usage, "git ended before it had told all files of the other side",
                    "Run it again.");
    const std::size_t blank = output.rfind(' ', end);
    std::size_t size = 0;
    if (std::from_chars(output.data() + blank + 1, output.data() + end, size).ec != std::errc{})
        throw Error(ExitCode::usage, fmt::format("git does not have {}", output.substr(at, end - at)),
                    "Fetch the other side again, without a filter.");
    std::string text = output.substr(end + 1, size);
    at = end + 1 + size + 1;
    return text;
}

std::vector<RevisionSource> read_side(const Git& git, const std::string& commit) {
    const std::vector<std::string> names = names_at(git, commit);
    std::string wanted;
    for (const std::string& name : names) wanted += fmt::format("{}:./{}\n", commit, name);
    const std::string output = git.output_of({"cat-file", "--batch"}, wanted);
    std::vector<RevisionSource> sources;
    std::size_t at = 0;
    for (const std::string& name : names)
        sources.push_back({(git.dir() / name).string(), take_blob(output, at), ""});
    return sources;
}

/// Who changed a file last; of one that is not committed, whoever works here.
std::string author_of(const Git& git, const std::string& commit, const std::string& file) {
    const std::string name = std::filesystem::path(file).filename().string();
    std::string author = git.line_of({"log", "-1", "--format=%an", commit, "--", name});
    return author.empty() ? git.line_of({"config", "user.name"}) : author;
}

/// Of the files that one side alone has: two heads are among them.
void add_authors(const Git& git, const std::string& other, MergeSides& sides) {
    const auto has = [](const std::vector<RevisionSource>& sources, const std::string& file) {
        return std::ranges::any_of(sources, [&](const auto& source) { return source.file == file; });
    };
    for (const RevisionSource& source : sides.own)
        if (!has(sides.other, source.file)) sides.authors[source.file] = author_of(git, "HEAD", source.file);
    for (const RevisionSource& source : sides.other)
        if (!has(sides.own, source.file)) sides.authors[source.file] = author_of(git, other, source.file);
    std::erase_if(sides.authors, [](const auto& author) { return author.second.empty(); });
}

}  // namespace

MergeSides read_merge_sides(const std::filesystem::path& dir, const std::string& other) {
    MergeSides sides{
        .other_name = other, .own = read_revision_folder(dir), .other = {}, .base = {}, .authors = {}};
    const Git git(dir);
    refuse_no_repository(git);
    const std::string commit = commit_of(git, other);
    sides.other = read_side(git, commit);
    sides.base = read_side(git, common_commit(git, commit, other));
    add_authors(git, commit, sides);
    return sides;
}

}  // namespace migrate

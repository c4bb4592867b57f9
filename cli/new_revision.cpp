#include "cli/new_revision.hpp"

#include "src/base/error.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <memory>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::string_view sql_revision = R"(-- revision: {id}
-- parents:  {parents}
-- message:  {message}
{extras}
-- migrate: up

-- migrate: down

)";

constexpr std::string_view toml_revision = R"(revision = {id}
parents  = [{parents}]
message  = {message}
{extras}
# One block an index; the way back follows from it. Other keys: schema, unique, include, where, method, with.
#
# [[create_index]]
# name    = "ix_table_column"
# table   = "table"
# columns = ["column"]
# why     = "which query needs it"
)";

std::vector<std::string> texts_of(const std::vector<RevisionId>& ids) {
    std::vector<std::string> texts;
    for (const RevisionId& id : ids) texts.push_back(id.text());
    return texts;
}

/// A basic string of TOML.
std::string toml_string(const std::string& text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + "\"";
}

std::string toml_list(const std::vector<std::string>& words) {
    std::string list;
    for (const std::string& word : words) list += (list.empty() ? "" : ", ") + toml_string(word);
    return list;
}

std::string sql_text(const NewRevision& revision) {
    std::string extras;
    if (!revision.depends_on.empty())
        extras += fmt::format("-- depends_on: {}\n", fmt::join(revision.depends_on, ", "));
    if (!revision.labels.empty())
        extras += fmt::format("-- labels:   {}\n", fmt::join(revision.labels, ", "));
    return fmt::format(sql_revision, fmt::arg("id", revision.id.text()),
                       fmt::arg("parents", fmt::join(texts_of(revision.parents), ", ")),
                       fmt::arg("message", revision.message), fmt::arg("extras", extras));
}

std::string toml_text(const NewRevision& revision) {
    std::string extras;
    if (!revision.depends_on.empty())
        extras += fmt::format("depends_on = [{}]\n", toml_list(revision.depends_on));
    if (!revision.labels.empty()) extras += fmt::format("labels   = [{}]\n", toml_list(revision.labels));
    return fmt::format(toml_revision, fmt::arg("id", toml_string(revision.id.text())),
                       fmt::arg("parents", toml_list(texts_of(revision.parents))),
                       fmt::arg("message", toml_string(revision.message)), fmt::arg("extras", extras));
}

std::string slug_of(const std::string& message) {
    constexpr std::size_t longest = 40;
    std::string slug;
    for (const char c : message) {
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (is_letter)
            slug += c;
        else if (c >= 'A' && c <= 'Z')
            slug += static_cast<char>(c - 'A' + 'a');
        else if (!slug.empty() && slug.back() != '_')
            slug += '_';
    }
    slug.resize(std::min(slug.size(), longest));
    while (slug.ends_with('_')) slug.pop_back();
    return slug.empty() ? "revision" : slug;
}

bool has_stamp(const RevisionGraph& graph, const std::string& stamp) {
    const auto revisions = graph.revisions();
    return std::any_of(revisions.begin(), revisions.end(), [&](const Revision& revision) {
        return revision.id.text() == stamp ||
               std::filesystem::path(revision.file).filename().string().starts_with(stamp);
    });
}

}  // namespace

std::string render_new_revision(const NewRevision& revision) {
    return revision.for_indexes ? toml_text(revision) : sql_text(revision);
}

std::string file_name_of(const NewRevision& revision) {
    return fmt::format("{}_{}.{}", revision.stamp, slug_of(revision.message),
                       revision.for_indexes ? "toml" : "sql");
}

void name_revision(NewRevision& revision, const RevisionGraph& graph, const std::string& wanted_id,
                   std::chrono::system_clock::time_point now) {
    if (graph.contains(RevisionId(wanted_id)))
        throw Error(ExitCode::usage, fmt::format("the id {} is in use", wanted_id),
                    "Choose another one with --rev-id.")
            .at({graph.at(RevisionId(wanted_id)).file, graph.at(RevisionId(wanted_id)).id_line, 0});
    for (;; now += std::chrono::seconds{1}) {
        revision.stamp =
            fmt::format("{:%Y%m%d_%H%M%S}", fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
        if (!has_stamp(graph, revision.stamp)) break;
    }
    revision.id = RevisionId(wanted_id.empty() ? revision.stamp : wanted_id);
}

std::filesystem::path write_revision(const NewRevision& revision, const std::filesystem::path& dir) {
    std::error_code ignored;
    std::filesystem::create_directories(dir, ignored);
    std::filesystem::path path = dir / file_name_of(revision);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wx"), &std::fclose);
    const std::string text = render_new_revision(revision);
    if (!file || std::fwrite(text.data(), 1, text.size(), file.get()) < text.size() ||
        std::fflush(file.get()) != 0)
        throw Error(ExitCode::usage, fmt::format("cannot write {}: {}", path.string(), std::strerror(errno)),
                    "Name a folder that you may write to with --dir.");
    return path;
}

}  // namespace migrate

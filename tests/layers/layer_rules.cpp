#include "tests/layers/layer_rules.hpp"

#include <algorithm>

namespace migrate::layers {
namespace {

using Folders = std::vector<std::string_view>;

Folders operator+(Folders left, const Folders& right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

const Folders pure{"src/base",     "src/report",   "src/index",  "src/settings",
                   "src/workload", "src/revision", "src/schema", "src/statement"};
const Folders io{"src/files", "src/postgres", "src/cache", "src/sandbox", "src/companion"};

constexpr std::string_view fenced = "one folder knows a library, so that another version changes one place";
constexpr std::string_view purity = "pure folders open nothing, so that their tests need values only";

}  // namespace

const std::vector<Layer>& layers() {
    static const std::vector<Layer> table{
        {"src/base", {}},
        {"src/report", {"src/base"}},
        {"src/index", {"src/base", "src/report"}},
        {"src/settings", {"src/base", "src/report"}},
        {"src/workload", {"src/base", "src/report"}},
        {"src/schema", {"src/base"}},
        {"src/revision", {"src/base", "src/report", "src/index"}},
        {"src/statement", {"src/base", "src/report", "src/index", "src/revision"}},
        {"checks", pure},
        {"src/files", pure},
        {"src/postgres", pure},
        {"src/cache", pure},
        {"src/sandbox", pure},
        {"src/companion", pure + Folders{"src/postgres", "src/files", "checks"}},
        {"cli/render", pure + Folders{"checks"}},
        {"cli", pure + io + Folders{"checks", "cli/render"}},
    };
    return table;
}

const std::vector<Border>& borders() {
    static const std::vector<Border> table{
        {"pqxx/", {"src/postgres"}, fenced},
        {"libpq-fe.h", {"src/postgres"}, fenced},
        {"hiredis/", {"src/cache"}, fenced},
        {"pg_query.h", {"src/revision"}, fenced},
        {"toml++/", {"src/files", "src/revision"}, fenced},
        {"CLI/", {"cli"}, fenced},
        {"fstream", io + Folders{"cli"}, purity},
        {"iostream", io + Folders{"cli"}, purity},
        {"unistd.h", io + Folders{"cli"}, purity},
        {"sys/", io + Folders{"cli"}, purity},
    };
    return table;
}

namespace {

bool contains(const Folders& folders, std::string_view folder) {
    return std::find(folders.begin(), folders.end(), folder) != folders.end();
}

std::string names_of(const Folders& folders) {
    if (folders.empty()) return "no other folder";
    std::string names;
    for (const auto folder : folders) names.append(names.empty() ? "" : ", ").append(folder);
    return names;
}

bool is_product(std::string_view path) {
    return is_under(path, "src") || is_under(path, "cli") || is_under(path, "checks");
}

/// The layer that holds `path`, or null.
const Layer* layer_of(std::string_view path) {
    const auto& table = layers();
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const Layer& layer) { return is_under(path, layer.folder); });
    return found == table.end() ? nullptr : &*found;
}

/// What is wrong with `layer` including a header of ours; "" if nothing is.
std::string find_own_problem(const Layer& layer, std::string_view header) {
    const auto* target = layer_of(header);
    if (!target)
        return "\"" + std::string(header) + "\" is in no layer; write the path from the repository's root";
    if (target->folder == layer.folder || contains(layer.may_include, target->folder)) return {};
    return std::string(layer.folder) + " may not include " + std::string(target->folder) +
           "; it may include: " + names_of(layer.may_include);
}

/// What is wrong with `layer` including a header of a library or the system; "" if nothing is.
std::string find_border_problem(const Layer& layer, std::string_view header) {
    for (const auto& border : borders()) {
        const bool meant =
            border.header.ends_with('/') ? header.starts_with(border.header) : header == border.header;
        if (!meant || contains(border.folders, layer.folder)) continue;
        return std::string(layer.folder) + " may not include <" + std::string(header) + ">; only " +
               names_of(border.folders) + " may: " + std::string(border.reason);
    }
    return {};
}

void find_include_violations(const std::string& path, const Layer& layer, std::string_view text,
                             std::vector<Violation>& violations) {
    for (const auto& include : includes_of(text)) {
        const bool own = include.quoted || is_product(include.header);
        auto problem =
            own ? find_own_problem(layer, include.header) : find_border_problem(layer, include.header);
        if (!problem.empty()) violations.push_back({path, include.line, std::move(problem)});
    }
}

}  // namespace

std::vector<Violation> find_layer_violations(const SourceTree& tree) {
    std::vector<Violation> violations;
    for (const auto& [path, text] : tree) {
        if (!is_product(path)) continue;
        if (const auto* layer = layer_of(path)) {
            find_include_violations(path, *layer, text, violations);
        } else {
            violations.push_back(
                {path, 0, "its folder is in no row of layers() in tests/layers/layer_rules.cpp"});
        }
    }
    return violations;
}

}  // namespace migrate::layers

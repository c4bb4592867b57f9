#include "src/revision/merge_facts.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace migrate {

namespace {

using Files = std::map<std::string, const RevisionSource*>;

Files by_name(const std::vector<RevisionSource>& sources) {
    Files files;
    for (const RevisionSource& source : sources) files[source.file] = &source;
    return files;
}

const RevisionSource* find_file(const Files& files, const std::string& name) {
    const auto found = files.find(name);
    return found == files.end() ? nullptr : found->second;
}

bool same_text(const RevisionSource* left, const RevisionSource* right) {
    return left != nullptr && right != nullptr && left->text == right->text;
}

bool has_text(const std::vector<RevisionSource>& sources, const std::string& text) {
    return std::ranges::any_of(sources, [&](const RevisionSource& source) { return source.text == text; });
}

RevisionGraph graph_of(const std::vector<RevisionSource>& sources) {
    std::vector<ParsedRevision> parsed;
    for (const RevisionSource& source : sources) parsed.push_back(parse_revision(source));
    return RevisionGraph::build(std::move(parsed));
}

/// Goes through all names of three trees, and decides of each as a merge does.
class Merge {
  public:
    explicit Merge(const MergeSides& sides)
        : sides_(sides), own_(by_name(sides.own)), other_(by_name(sides.other)), base_(by_name(sides.base)) {}

    void decide(const std::string& name, MergeFacts& facts) {
        const RevisionSource* own = find_file(own_, name);
        const RevisionSource* other = find_file(other_, name);
        const RevisionSource* base = find_file(base_, name);
        if (own != nullptr && other != nullptr) return decide_of_both(*own, *other, base, facts);
        if (own != nullptr && !same_text(own, base)) take(*own);  // else the other side took it away
        if (other != nullptr) decide_of_other(*other, base, facts);
    }

    std::vector<RevisionSource> merged;

  private:
    void take(const RevisionSource& source) { merged.push_back(source); }

    void decide_of_both(const RevisionSource& own, const RevisionSource& other, const RevisionSource* base,
                        MergeFacts& facts) {
        const bool changed_here = own.text != other.text && !same_text(&own, base);
        if (changed_here) facts.edited.push_back(own.file);
        take(changed_here ? own : other);
    }

    /// A file under another name is still there.
    void decide_of_other(const RevisionSource& other, const RevisionSource* base, MergeFacts& facts) {
        if (base != nullptr && has_text(sides_.own, other.text)) return;
        if (base != nullptr) facts.deleted.push_back(other.file);
        take(other);
    }

    const MergeSides& sides_;
    Files own_;
    Files other_;
    Files base_;
};

std::set<std::string> all_names(const MergeSides& sides) {
    std::set<std::string> names;
    for (const auto* sources : {&sides.own, &sides.other})
        for (const RevisionSource& source : *sources) names.insert(source.file);
    return names;
}

}  // namespace

std::string MergeFacts::described(const RevisionId& id) const {
    if (!merged.contains(id)) return id.text();
    const std::string& file = merged.at(id).file;
    const auto author = authors.find(file);
    return fmt::format("{} ({}{})", id.text(), file, author == authors.end() ? "" : ", " + author->second);
}

MergeFacts find_merge_facts(const MergeSides& sides) {
    MergeFacts facts{.other_name = sides.other_name,
                     .own = graph_of(sides.own),
                     .other = graph_of(sides.other),
                     .merged = {},
                     .edited = {},
                     .deleted = {},
                     .authors = sides.authors};
    Merge merge(sides);
    for (const std::string& name : all_names(sides)) merge.decide(name, facts);
    facts.merged = graph_of(merge.merged);
    return facts;
}

std::vector<RevisionId> own_roots(const MergeFacts& facts) {
    const auto is_new = [&](const RevisionId& id) { return !facts.other.contains(id); };
    std::vector<RevisionId> roots;
    for (const Revision& revision : facts.own.revisions()) {
        if (is_new(revision.id) && std::ranges::none_of(revision.parents, is_new))
            roots.push_back(revision.id);
    }
    return roots;
}

std::vector<RevisionId> other_heads(const MergeFacts& facts) {
    std::vector<RevisionId> heads = facts.merged.heads();
    const std::vector<RevisionId> own = facts.own.heads();
    std::erase_if(heads, [&](const RevisionId& head) { return std::ranges::find(own, head) != own.end(); });
    return heads;
}

}  // namespace migrate

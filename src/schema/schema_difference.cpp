#include "src/schema/schema_difference.hpp"

#include "src/schema/schema_pattern.hpp"
#include "src/schema/schema_words.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace migrate {

namespace {

using Kind = SchemaDifference::Kind;

constexpr int first_major_with_compression = 14;

/// Prints of the parser's trees differ between major versions; prints of the catalog's columns do not.
bool holds_expression(const SchemaKey& key, const std::string& attribute, const std::string& text) {
    if (attribute.starts_with("default") || attribute == "generation" || attribute == "constraints")
        return true;
    if (attribute != "definition") return false;
    if (key.kind == "constraint") return text.starts_with("CHECK") || text.starts_with("EXCLUDE");
    if (key.kind == "index")
        return text.find(" WHERE ") != std::string::npos ||
               std::ranges::count(text, '(') > 1;  // the one around its columns
    if (key.kind == "trigger") return text.find(" WHEN (") != std::string::npos;
    if (key.kind == "function") return text.find("\nAS ") == std::string::npos;
    return key.kind == "view" || key.kind == "materialized view" || key.kind == "rule" ||
           key.kind == "policy";
}

class SchemaComparison {
  public:
    SchemaComparison(const SchemaSnapshot& wanted, const SchemaSnapshot& actual,
                     const std::vector<std::string>& ignore)
        : wanted_(wanted), actual_(actual), ignore_(ignore) {}

    std::vector<SchemaDifference> run() {
        find_one_sided(wanted_, actual_, Kind::missing);
        find_one_sided(actual_, wanted_, Kind::unexpected);
        join_renamed();
        for (const auto& [key, attributes] : wanted_.objects) {
            const auto found = actual_.objects.find(key);
            if (found != actual_.objects.end()) compare(key, attributes, found->second);
        }
        std::ranges::stable_sort(found_, {}, [](const SchemaDifference& one) { return name_of(one.key); });
        return std::move(found_);
    }

  private:
    /// Objects that `has` has and `lacks` does not, but for what belongs to another such object.
    void find_one_sided(const SchemaSnapshot& has, const SchemaSnapshot& lacks, Kind kind) {
        std::set<std::string> owners;  // names that others can belong to
        for (const auto& [key, attributes] : has.objects)
            if (!lacks.objects.contains(key)) owners.insert(owner_name_of(key));
        for (const auto& [key, attributes] : has.objects) {
            if (lacks.objects.contains(key) || is_ignored(key, ignore_)) continue;
            const auto owned = [&](const std::string& name) { return owners.contains(name); };
            if (std::ranges::any_of(owners_of(key, attributes), owned)) continue;
            SchemaDifference difference{.kind = kind, .key = key};
            (kind == Kind::missing ? difference.wanted : difference.actual) = summary_of(key, attributes);
            found_.push_back(std::move(difference));
        }
    }

    /// The same index or constraint under two names is one difference.
    void join_renamed() {
        for (SchemaDifference& missing : found_) {
            if (missing.kind != Kind::missing) continue;
            const auto same = std::ranges::find_if(found_, [&](const SchemaDifference& other) {
                return other.kind == Kind::unexpected && is_renamed(missing.key, other.key);
            });
            if (same == found_.end()) continue;
            missing.kind = Kind::different;
            missing.attribute = "name";
            missing.wanted = missing.key.name;
            missing.actual = same->key.name;
            same->attribute = joined_;
        }
        std::erase_if(found_, [](const SchemaDifference& one) { return one.attribute == joined_; });
    }

    bool is_renamed(const SchemaKey& left, const SchemaKey& right) const {
        if (left.kind != right.kind || left.parent != right.parent) return false;
        if (left.kind != "index" && left.kind != "constraint") return false;
        return nameless(left, wanted_.objects.at(left)) == nameless(right, actual_.objects.at(right));
    }

    /// What it is, but for its name, which only the definition of an index holds.
    static SchemaAttributes nameless(const SchemaKey& key, SchemaAttributes attributes) {
        std::string& definition = attributes["definition"];
        const std::string name = fmt::format(" {} ON ", key.name);
        if (const auto at = definition.find(name); key.kind == "index" && at != std::string::npos)
            definition.erase(at, key.name.size() + 1);
        return attributes;
    }

    void compare(const SchemaKey& key, const SchemaAttributes& wanted, const SchemaAttributes& actual) {
        std::set<std::string> names;
        for (const SchemaAttributes* side : {&wanted, &actual})
            for (const auto& [name, value] : *side) names.insert(name);
        for (const std::string& name : names) {
            const auto value_in = [&](const SchemaAttributes& side) {
                const auto found = side.find(name);
                return found == side.end() ? std::string() : found->second;
            };
            compare(key, name, value_in(wanted), value_in(actual));
        }
    }

    void compare(const SchemaKey& key, const std::string& attribute, const std::string& wanted,
                 const std::string& actual) {
        if (wanted == actual || is_of_course(key, attribute, wanted, actual)) return;
        if (is_ignored(key, attribute, ignore_)) return;
        const bool two_majors = wanted_.major() != actual_.major();
        found_.push_back({.kind = Kind::different,
                          .key = key,
                          .attribute = attribute,
                          .wanted = wanted,
                          .actual = actual,
                          .uncertain = two_majors && !wanted.empty() && !actual.empty() &&
                                       holds_expression(key, attribute, wanted)});
    }

    /// What differs because two roles, or two releases, made the same thing.
    bool is_of_course(const SchemaKey& key, const std::string& attribute, const std::string& wanted,
                      const std::string& actual) const {
        const auto usual = [](const std::string& owner, const SchemaSnapshot& in) {
            return owner == in.owner;
        };
        if (attribute == "owner") return usual(wanted, wanted_) && usual(actual, actual_);
        if (attribute == "privileges of " + wanted_.owner || attribute == "privileges of " + actual_.owner)
            return true;
        if (wanted_.major() == actual_.major()) return false;
        if (attribute == "compression")
            return std::min(wanted_.major(), actual_.major()) < first_major_with_compression;
        return key.kind == "extension" && attribute == "version";
    }

    static constexpr auto joined_ = "told with another";

    const SchemaSnapshot& wanted_;
    const SchemaSnapshot& actual_;
    const std::vector<std::string>& ignore_;
    std::vector<SchemaDifference> found_;
};

}  // namespace

std::vector<SchemaDifference> compare_schemas(const SchemaSnapshot& wanted, const SchemaSnapshot& actual,
                                              const std::vector<std::string>& ignore) {
    return SchemaComparison(wanted, actual, ignore).run();
}

}  // namespace migrate

#include "src/files/settings_file.hpp"

#include "src/base/words.hpp"
#include "src/files/cache_table.hpp"
#include "src/files/read_file.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace migrate {

namespace {

constexpr std::string_view kinds = "connections, count, seconds, milliseconds, level or flag";

std::optional<std::string> scalar_text(const toml::node& node) {
    if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
    if (const auto number = node.value_exact<double>()) return fmt::format("{}", *number);
    if (const auto flag = node.value_exact<bool>()) return *flag ? "true" : "false";
    return node.value_exact<std::string>();
}

class SettingsReader {
  public:
    explicit SettingsReader(std::string file) { policy_.file = std::move(file); }

    SettingPolicy read(const toml::table& root) {
        for (const auto& [key, node] : root) read_part(std::string(key.str()), node);
        std::ranges::stable_sort(policy_.entries, {}, [](const PolicyEntry& e) { return e.position.line; });
        for (const PolicyEntry& entry : policy_.entries) look_at_others(entry);
        for (const CacheSpec& cache : policy_.caches) look_for_variable(cache);
        if (problems_.empty()) return std::move(policy_);
        const std::string count = count_of(problems_.size(), "problem");
        throw Error(ExitCode::usage, fmt::format("{} in the settings policy", count),
                    "Mend these lines; docs/settings.md explains the keys.")
            .with_details(std::move(problems_));
    }

  private:
    void read_part(const std::string& key, const toml::node& node) {
        if (key == "accepts_units") {
            if (const auto flag = node.value_exact<bool>())
                policy_.accepts_units = *flag;
            else
                complain(node, "accepts_units must be true or false");
        } else if (key == "cache") {
            policy_.caches = read_cache_tables(node, policy_.file, problems_);
        } else if (key != "variable" && key != "driver") {
            complain_unknown(node, key, key, {"variable", "driver", "cache", "accepts_units"});
        } else if (!node.is_array_of_tables()) {
            complain(node, fmt::format("{} must be tables: [[{}]]", key, key));
        } else {
            for (const toml::node& item : *node.as_array()) read_entry(key, *item.as_table());
        }
    }

    void read_entry(const std::string& part, const toml::table& table) {
        PolicyEntry entry;
        entry.position = {policy_.file, line_of(table), 0};
        read_words(part, table, entry);
        if (!table.contains("kind")) complain(table, fmt::format("a [[{}]] lacks kind: {}", part, kinds));
        read_values(part, table, entry);
        if (entry.name.empty()) complain(table, fmt::format("a [[{}]] lacks name", part));
        if (part == "variable") entry.variable = entry.name;
        if (part == "driver" && !entry.fixed && entry.variable.empty() && !table.contains("value"))
            complain(table, "a [[driver]] lacks value, or the variable that gives it");
        if (part == "driver" && !entry.recommended) entry.recommended = entry.fixed;
        policy_.entries.push_back(std::move(entry));
    }

    void read_words(const std::string& part, const toml::table& table, PolicyEntry& entry) {
        const std::vector<std::string> known =
            part == "variable" ? std::vector<std::string>{"name",        "role",    "kind",    "unit",
                                                          "recommended", "default", "at_most", "why"}
                               : std::vector<std::string>{"name",        "role",  "kind",     "unit",
                                                          "recommended", "value", "variable", "why"};
        for (const auto& [key, node] : table) {
            const std::string name(key.str());
            if (std::ranges::find(known, name) == known.end())
                complain_unknown(node, fmt::format("{} in [[{}]]", name, part), name, known);
        }
        entry.name = read_text(table, "name");
        entry.unit = read_text(table, "unit");
        entry.why = read_text(table, "why");
        entry.at_most = read_text(table, "at_most");
        entry.variable = read_text(table, "variable");
        read_role(table, entry);
    }

    void read_role(const toml::table& table, PolicyEntry& entry) {
        const std::string role = read_text(table, "role");
        if (role.empty()) return;
        if (const auto known = setting_role_named(role))
            entry.role = *known;
        else
            complain_unknown(*table.get("role"), fmt::format("role {}", role), role, setting_role_names());
    }

    void read_values(const std::string& part, const toml::table& table, PolicyEntry& entry) {
        const std::string kind = read_text(table, "kind");
        if (kind.empty()) return;
        const auto known = setting_kind_named(kind);
        if (!known) return complain(*table.get("kind"), fmt::format("kind must be {}", kinds));
        entry.kind = *known;
        entry.recommended = read_value(table, "recommended", entry.kind);
        (part == "variable" ? entry.fallback : entry.fixed) =
            read_value(table, part == "variable" ? "default" : "value", entry.kind);
    }

    std::optional<SettingValue> read_value(const toml::table& table, std::string_view key, SettingKind kind) {
        const toml::node* node = table.get(key);
        if (node == nullptr) return std::nullopt;
        const auto text = scalar_text(*node);
        auto value = text ? parse_setting(kind, *text) : std::nullopt;
        if (!value) complain(*node, fmt::format("{} must be a value of the kind {}", key, name_of(kind)));
        return value;
    }

    std::string read_text(const toml::table& table, std::string_view key) {
        const toml::node* node = table.get(key);
        if (node == nullptr) return "";
        const auto text = node->value_exact<std::string>();
        if (!text || text->empty()) complain(*node, fmt::format("{} must be text", key));
        return text.value_or("");
    }

    void look_at_others(const PolicyEntry& entry) {
        std::vector<std::string> names;
        for (const PolicyEntry& other : policy_.entries) {
            if (&other == &entry) break;
            if (other.name == entry.name)
                complain_at(entry.position.line, fmt::format("{} is there twice", entry.name));
            const bool once = entry.role != SettingRole::none && entry.role != SettingRole::cache_ttl;
            if (once && other.role == entry.role)
                complain_at(entry.position.line, fmt::format("{} and {} both have the role {}", other.name,
                                                             entry.name, name_of(entry.role)));
        }
        for (const PolicyEntry& other : policy_.entries) names.push_back(other.name);
        if (!entry.at_most.empty() && std::ranges::find(names, entry.at_most) == names.end())
            complain_at(entry.position.line,
                        fmt::format("at_most of {} names {}, which is not there{}", entry.name, entry.at_most,
                                    suggestion(entry.at_most, names)));
    }

    void look_for_variable(const CacheSpec& cache) {
        if (cache.ttl_variable.empty()) return;
        std::vector<std::string> names;
        for (const PolicyEntry& entry : policy_.entries) names.push_back(entry.variable);
        if (std::ranges::find(names, cache.ttl_variable) == names.end())
            complain_at(cache.position.line,
                        fmt::format("ttl_variable of the cache {} names {}, which is no [[variable]]{}",
                                    cache.name, cache.ttl_variable, suggestion(cache.ttl_variable, names)));
    }

    static std::string suggestion(const std::string& word, const std::vector<std::string>& known) {
        const std::string meant = nearest_of(word, known);
        return meant.empty() ? "" : fmt::format("; did you mean {}?", meant);
    }
    void complain_unknown(const toml::node& node, const std::string& what, const std::string& word,
                          const std::vector<std::string>& known) {
        complain(node, fmt::format("unknown {}{}", what, suggestion(word, known)));
    }
    static int line_of(const toml::node& node) { return static_cast<int>(node.source().begin.line); }
    void complain(const toml::node& node, std::string_view what) { complain_at(line_of(node), what); }
    void complain_at(int line, std::string_view what) {
        problems_.push_back(fmt::format("{}:{}: {}", policy_.file, line, what));
    }

    SettingPolicy policy_;
    std::vector<std::string> problems_;
};

toml::table parse_policy_toml(std::string_view text, const std::string& file) try {
    return toml::parse(text, file);
} catch (const toml::parse_error& failure) {
    throw Error(ExitCode::usage,
                fmt::format("the settings policy is not valid TOML: {}", failure.description()),
                "Mend the line; values that are text stand in quotes.")
        .at({file, static_cast<int>(failure.source().begin.line),
             static_cast<int>(failure.source().begin.column)});
}

}  // namespace

SettingPolicy parse_settings_file(std::string_view text, const std::string& file) {
    return SettingsReader(file).read(parse_policy_toml(text, file));
}

SettingPolicy read_settings_file(const std::filesystem::path& file) {
    const FileText content = read_file(file);
    if (!content.error.empty())
        throw Error(ExitCode::usage,
                    fmt::format("cannot read the settings policy {}: {}", file.string(), content.error),
                    "Name another one as policy in [settings] of migrate.toml.");
    return parse_settings_file(content.text, file.string());
}

}  // namespace migrate

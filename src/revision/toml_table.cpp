#include "src/revision/toml_table.hpp"

#include "src/base/words.hpp"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

namespace migrate {
namespace {

std::string type_name(const toml::node& node) {
    std::ostringstream text;
    text << node.type();
    return text.str();
}

}  // namespace

int line_of(const toml::node& node) {
    return static_cast<int>(node.source().begin.line);
}

int TomlTable::line_of_key(std::string_view key) const {
    for (const auto& [name, node] : table_) {
        if (name.str() == key) return static_cast<int>(name.source().begin.line);
    }
    return line();
}

const toml::node* TomlTable::read_node(std::string_view key, Presence presence) {
    known_.emplace_back(key);
    const toml::node* node = table_.get(key);
    if (node == nullptr && presence == Presence::required) {
        problems_.add(ProblemKind::missing_key, std::max(line(), 1),
                      fmt::format("{} has no key '{}'", subject_, key));
    }
    return node;
}

void TomlTable::report_type(const toml::node& node, std::string_view key, std::string_view wanted) {
    problems_.add(
        ProblemKind::wrong_type, line_of(node),
        fmt::format("'{}' of {} is of type {}; it takes {}", key, subject_, type_name(node), wanted));
}

std::string TomlTable::read_string(std::string_view key, Presence presence) {
    const toml::node* node = read_node(key, presence);
    if (node == nullptr) return {};
    if (const auto* text = node->as_string()) return text->get();
    report_type(*node, key, "a string");
    return {};
}

bool TomlTable::read_bool(std::string_view key) {
    const toml::node* node = read_node(key);
    if (node == nullptr) return false;
    if (const auto* flag = node->as_boolean()) return flag->get();
    report_type(*node, key, "true or false");
    return false;
}

std::vector<std::string> TomlTable::read_strings(std::string_view key) {
    const toml::node* node = read_node(key);
    if (node == nullptr) return {};
    const toml::array* items = node->as_array();
    if (items == nullptr) {
        report_type(*node, key, "a list of strings");
        return {};
    }
    std::vector<std::string> strings;
    for (const toml::node& item : *items) {
        if (const auto* text = item.as_string()) {
            strings.push_back(text->get());
        } else {
            report_type(item, key, "a list of strings");
        }
    }
    return strings;
}

std::vector<const toml::table*> TomlTable::read_tables(std::string_view key) {
    const toml::node* node = read_node(key);
    if (node == nullptr) return {};
    const toml::array* items = node->as_array();
    if (items == nullptr) {
        report_type(*node, key, fmt::format("tables: [[{}]]", key));
        return {};
    }
    std::vector<const toml::table*> tables;
    for (const toml::node& item : *items) {
        if (const auto* table = item.as_table()) {
            tables.push_back(table);
        } else {
            report_type(item, key, fmt::format("tables: [[{}]]", key));
        }
    }
    return tables;
}

void TomlTable::report_unknown_keys() {
    for (const auto& [name, node] : table_) {
        const std::string key(name.str());
        if (std::ranges::count(known_, key) > 0) continue;
        const std::string meant = nearest_of(key, known_);
        const std::string question = meant.empty() ? "" : fmt::format("; did you mean '{}'?", meant);
        problems_.add(ProblemKind::unknown_key, static_cast<int>(name.source().begin.line),
                      fmt::format("unknown key '{}' in {}{}", key, subject_, question),
                      fmt::format("Known keys are {}.", list_of(known_)));
    }
}

}  // namespace migrate

#include "src/schema/schema_words.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::size_t most_bytes_of_summary = 300;

std::string value_of(const SchemaAttributes& attributes, const std::string& name) {
    const auto found = attributes.find(name);
    return found == attributes.end() ? "" : found->second;
}

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return "";
    return std::string(text.substr(first, text.find_last_not_of(" \t\r") - first + 1));
}

std::vector<std::string> lines_of_definition(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(trimmed(line));
    return lines;
}

/// In one line, and not without end.
std::string shortened(const std::string& text) {
    std::string line;
    for (const std::string& part : lines_of_definition(text))
        if (!part.empty()) line += (line.empty() ? "" : " ") + part;
    if (line.size() <= most_bytes_of_summary) return line;
    std::size_t end = most_bytes_of_summary;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
    return line.substr(0, end) + " …";
}

std::string value_text(const std::string& value) {
    return value.empty() ? "none" : shortened(value);
}

/// "the default is", "it is", "the privileges of app are"
std::string subject_of(const std::string& attribute) {
    constexpr std::array of_the_whole{"nullability", "state", "persistence", "cycle"};
    if (std::ranges::find(of_the_whole, attribute) != of_the_whole.end()) return "it is";
    const bool many = attribute.starts_with("privileges") || attribute.ends_with("options") ||
                      attribute == "values" || attribute == "columns" || attribute == "constraints" ||
                      attribute == "tags";
    return fmt::format("the {} {}", attribute, many ? "are" : "is");
}

/// Of two texts of several lines, the first line that is not the same.
std::string first_different_line(const SchemaDifference& difference, const SidesOfDifference& sides) {
    const auto wanted = lines_of_definition(difference.wanted);
    const auto actual = lines_of_definition(difference.actual);
    std::size_t line = 0;
    while (line < wanted.size() && line < actual.size() && wanted[line] == actual[line]) ++line;
    const auto text_at = [line](const std::vector<std::string>& lines) {
        return line < lines.size() ? shortened(lines[line]) : "at its end";
    };
    return fmt::format("the {} differs in line {}: {}: {}; {}: {}", difference.attribute, line + 1,
                       sides.wanted, text_at(wanted), sides.actual, text_at(actual));
}

std::string describe_change(const SchemaDifference& difference, const SidesOfDifference& sides) {
    const auto has_lines = [](const std::string& text) { return text.find('\n') != std::string::npos; };
    if (has_lines(difference.wanted) && has_lines(difference.actual))
        return first_different_line(difference, sides);
    return fmt::format("{} {} {}, {} {}", subject_of(difference.attribute), value_text(difference.wanted),
                       sides.wanted, value_text(difference.actual), sides.actual);
}

std::string in_brackets(const std::string& summary) {
    return summary.empty() ? "" : fmt::format(" ({})", summary);
}

}  // namespace

std::string full_name_of(const SchemaKey& key) {
    return key.parent.empty() ? key.name : fmt::format("{}.{}", key.parent, key.name);
}

std::string name_of(const SchemaKey& key) {
    if (key.parent.empty() || key.kind == "column") return fmt::format("{} {}", key.kind, full_name_of(key));
    return fmt::format("{} {} on {}", key.kind, key.name, key.parent);
}

std::string summary_of(const SchemaKey& key, const SchemaAttributes& attributes) {
    if (key.kind != "column") {
        for (const std::string name : {"definition", "values", "columns", "base type", "version"})
            if (const std::string value = value_of(attributes, name); !value.empty()) return shortened(value);
        return "";
    }
    std::string text = value_of(attributes, "type");
    if (value_of(attributes, "nullability") != "nullable") text += " " + value_of(attributes, "nullability");
    for (const auto& [name, word] : std::array<std::pair<std::string, std::string_view>, 3>{
             {{"default", "DEFAULT "}, {"generation", "GENERATED ALWAYS AS "}, {"identity", ""}}})
        if (const std::string value = value_of(attributes, name); !value.empty())
            text += fmt::format(" {}{}{}", word, value, name == "identity" ? " AS IDENTITY" : "");
    return shortened(text);
}

std::string owner_name_of(const SchemaKey& key) {
    return key.kind == "schema" ? "schema " + key.name : full_name_of(key);
}

std::vector<std::string> owners_of(const SchemaKey& key, const SchemaAttributes& attributes) {
    std::vector<std::string> owners;
    if (!key.parent.empty()) owners.push_back(key.parent);
    const std::string& named = key.parent.empty() ? key.name : key.parent;
    const std::string name = named.substr(0, named.find('('));
    if (const auto dot = name.find('.'); dot != std::string::npos)
        owners.push_back("schema " + name.substr(0, dot));
    if (const std::string column = value_of(attributes, "owner column"); !column.empty()) {
        owners.push_back(column);
        owners.push_back(column.substr(0, column.rfind('.')));
    }
    return owners;
}

std::string describe(const SchemaDifference& difference, const SidesOfDifference& sides) {
    const std::string name = name_of(difference.key);
    switch (difference.kind) {
        case SchemaDifference::Kind::missing:
            return fmt::format("{}{} is {}, and not {}", name, in_brackets(difference.wanted), sides.wanted,
                               sides.actual);
        case SchemaDifference::Kind::unexpected:
            return fmt::format("{}{} is {}, and not {}", name, in_brackets(difference.actual), sides.actual,
                               sides.wanted);
        case SchemaDifference::Kind::different:
            break;
    }
    return fmt::format("{}: {}", name, describe_change(difference, sides));
}

}  // namespace migrate

#include "src/revision/guard.hpp"

#include "src/base/sql_text.hpp"
#include "src/revision/sql_scan.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

namespace migrate {
namespace {

using Tokens = std::span<const SqlToken>;

/// "users", "Users" in quotes: the name as the catalog has it; empty when the token is no name.
std::optional<std::string> name_of(const SqlToken& token) {
    const std::string_view text = token.text;
    const auto starts_name = [](unsigned char c) { return std::isalpha(c) != 0 || c == '_' || c >= 0x80; };
    if (text.size() > 2 && text.front() == '"') {
        std::string name;
        for (std::size_t i = 1; i + 1 < text.size(); ++i) {
            name += text[i];
            if (text[i] == '"') ++i;  // written twice
        }
        return name;
    }
    if (!starts_name(static_cast<unsigned char>(text.front()))) return std::nullopt;
    std::string name(text);
    for (char& c : name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return name;
}

/// Takes "a.b.c" from the front of the tokens; empty when there is no name.
std::vector<std::string> take_qualified_name(Tokens& tokens) {
    std::vector<std::string> parts;
    while (!tokens.empty()) {
        const auto name = name_of(tokens.front());
        if (!name) return {};
        parts.push_back(*name);
        tokens = tokens.subspan(1);
        if (tokens.empty() || tokens.front().text != ".") return parts;
        tokens = tokens.subspan(1);
    }
    return {};
}

/// Takes "(a, b)" from the front of the tokens; empty when it is not there.
std::vector<std::string> take_columns(Tokens& tokens) {
    std::vector<std::string> columns;
    std::string_view expected = "(";
    while (tokens.size() >= 2 && tokens.front().text == expected) {
        const auto name = name_of(tokens[1]);
        if (!name) return {};
        columns.push_back(*name);
        tokens = tokens.subspan(2);
        expected = ",";
    }
    if (tokens.empty() || tokens.front().text != ")") return {};
    tokens = tokens.subspan(1);
    return columns;
}

bool take_word(Tokens& tokens, std::string_view word) {
    if (tokens.empty() || !is_word(tokens.front(), word)) return false;
    tokens = tokens.subspan(1);
    return true;
}

std::string table_name(std::span<const std::string> parts) {
    return parts.size() == 1 ? quote_identifier(parts[0]) : quote_qualified(parts[0], parts[1]);
}

constexpr auto object_words = std::to_array<std::pair<std::string_view, Guard::Object>>({
    {"table", Guard::Object::table},
    {"column", Guard::Object::column},
    {"index", Guard::Object::index},
    {"unique", Guard::Object::unique},
});

std::optional<Guard::Object> take_object(Tokens& tokens) {
    for (const auto& [word, object] : object_words) {
        if (take_word(tokens, word)) return object;
    }
    return std::nullopt;
}

/// The part after the kind of object; false when it does not read as one.
bool read_target(Tokens& tokens, Guard& guard) {
    const bool has_columns = guard.object == Guard::Object::index || guard.object == Guard::Object::unique;
    if (has_columns && !take_word(tokens, "on")) return false;
    std::vector<std::string> parts = take_qualified_name(tokens);
    if (guard.object == Guard::Object::column && parts.size() > 1) {
        guard.columns = {parts.back()};
        parts.pop_back();
    } else if (guard.object != Guard::Object::table) {
        guard.columns = take_columns(tokens);
    }
    if (parts.empty() || parts.size() > 2 || !tokens.empty()) return false;
    guard.table = table_name(parts);
    return guard.object == Guard::Object::table || !guard.columns.empty();
}

std::string_view form_of(Guard::Object object) {
    switch (object) {
        case Guard::Object::table:
            return "table NAME";
        case Guard::Object::column:
            return "column TABLE.COLUMN";
        case Guard::Object::index:
            return "index on TABLE (COLUMN, …)";
        case Guard::Object::unique:
            break;
    }
    return "unique on TABLE (COLUMN, …)";
}

}  // namespace

std::variant<Guard, std::string> parse_guard(const std::string& text) {
    const SqlScan scan = scan_sql(text);
    if (scan.stop) return fmt::format("guard '{}': {}", text, scan.stop->reason);
    Tokens tokens(scan.tokens);
    take_word(tokens, "if");
    Guard guard;
    if (take_word(tokens, "created")) {
        guard.when = Guard::When::if_created;
    } else if (!take_word(tokens, "missing")) {
        return fmt::format("guard '{}' says neither 'if missing' nor 'if created'", text);
    }
    const auto object = take_object(tokens);
    if (!object) return fmt::format("guard '{}' names no table, column, index or unique", text);
    guard.object = *object;
    if (!read_target(tokens, guard)) {
        return fmt::format("guard '{}' does not read as '{}'", text, form_of(guard.object));
    }
    return guard;
}

std::string Guard::text() const {
    std::string list;
    for (const std::string& column : columns) list += (list.empty() ? "" : ", ") + quote_identifier(column);
    switch (object) {
        case Object::table:
            return "table " + table;
        case Object::column:
            return fmt::format("column {}.{}", table, list);
        case Object::index:
            return fmt::format("index on {} ({})", table, list);
        case Object::unique:
            break;
    }
    return fmt::format("unique on {} ({})", table, list);
}

}  // namespace migrate

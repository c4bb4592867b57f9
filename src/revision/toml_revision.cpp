#include "src/base/sql_text.hpp"
#include "src/revision/file_forms.hpp"
#include "src/revision/toml_table.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace migrate {
namespace {

using Presence = TomlTable::Presence;

/// One of the words, or "" with a problem.
std::string read_choice(TomlTable& table, std::string_view key, const std::vector<std::string>& words,
                        ProblemList& problems) {
    std::string word = table.read_string(key);
    if (word.empty() || std::ranges::count(words, word) > 0) return word;
    problems.add(ProblemKind::wrong_type, table.line_of_key(key),
                 fmt::format("'{}' is '{}'; it takes {}", key, word, fmt::join(words, " or ")));
    return {};
}

IndexKey read_key_table(const toml::table& node, ProblemList& problems) {
    TomlTable table(node, "a column of an index", problems);
    IndexKey key;
    key.column = table.read_string("column");
    key.expression = table.read_string("expression");
    key.descending = read_choice(table, "order", {"asc", "desc"}, problems) == "desc";
    key.nulls = read_choice(table, "nulls", {"first", "last"}, problems);
    key.opclass = table.read_string("opclass");
    key.collation = table.read_string("collation");
    table.report_unknown_keys();
    if (key.column.empty() == key.expression.empty()) {
        problems.add(ProblemKind::missing_key, table.line(),
                     "a column of an index has either 'column' or 'expression', one of the two");
    }
    return key;
}

std::vector<IndexKey> read_keys(TomlTable& index, ProblemList& problems) {
    constexpr std::string_view wanted =
        R"(a list of names and tables: ["chat_id", {column = "id", order = "desc"}])";
    const toml::node* node = index.read_node("columns", Presence::required);
    if (node == nullptr) return {};
    const toml::array* items = node->as_array();
    if (items == nullptr || items->empty()) {
        index.report_type(*node, "columns", wanted);
        return {};
    }
    std::vector<IndexKey> keys;
    for (const toml::node& item : *items) {
        if (const auto* column = item.as_string()) {
            keys.push_back({.column = column->get()});
        } else if (const auto* table = item.as_table()) {
            keys.push_back(read_key_table(*table, problems));
        } else {
            index.report_type(item, "columns", wanted);
        }
    }
    return keys;
}

std::map<std::string, std::string> read_storage_parameters(TomlTable& index) {
    const toml::node* node = index.read_node("with");
    if (node == nullptr) return {};
    const toml::table* parameters = node->as_table();
    if (parameters == nullptr) {
        index.report_type(*node, "with", "a table of storage parameters: {fillfactor = 90}");
        return {};
    }
    std::map<std::string, std::string> values;
    for (const auto& [name, value] : *parameters) {
        std::string& text = values[std::string(name.str())];
        if (const auto* word = value.as_string()) {
            text = word->get();
        } else if (const auto* number = value.as_integer()) {
            text = std::to_string(number->get());
        } else if (const auto* real = value.as_floating_point()) {
            text = fmt::format("{}", real->get());
        } else if (const auto* flag = value.as_boolean()) {
            text = flag->get() ? "on" : "off";
        } else {
            index.report_type(value, name.str(), "a string, a number or a truth value");
        }
    }
    return values;
}

void check_lengths(const IndexSpec& spec, int line, ProblemList& problems) {
    const auto check = [&](std::string_view what, std::string_view name) {
        if (name.size() <= max_identifier_bytes) return;
        problems.add(ProblemKind::long_identifier, line,
                     fmt::format("{} '{}' is {} bytes long; PostgreSQL keeps {}", what, name, name.size(),
                                 max_identifier_bytes));
    };
    check("index", spec.name);
    check("schema", spec.schema);
    check("table", spec.table);
    for (const IndexKey& key : spec.keys) check("column", key.column);
    for (const std::string& column : spec.include) check("column", column);
}

IndexSpec read_spec(TomlTable& table, ProblemList& problems) {
    IndexSpec spec;
    spec.name = table.read_string("name", Presence::required);
    spec.schema = table.read_string("schema");
    spec.table = table.read_string("table", Presence::required);
    spec.keys = read_keys(table, problems);
    spec.include = table.read_strings("include");
    spec.where = table.read_string("where");
    spec.unique = table.read_bool("unique");
    spec.nulls_not_distinct = table.read_bool("nulls_not_distinct");
    spec.with = read_storage_parameters(table);
    spec.tablespace = table.read_string("tablespace");
    if (std::string method = table.read_string("method"); !method.empty()) spec.method = std::move(method);
    check_lengths(spec, table.line(), problems);
    return spec;
}

IndexChange read_change(const toml::table& node, IndexChange::Kind kind, ProblemList& problems) {
    const bool creates = kind == IndexChange::Kind::create;
    TomlTable table(node, creates ? "[[create_index]]" : "[[drop_index]]", problems);
    IndexChange change;
    change.kind = kind;
    change.line = table.line();
    change.spec = read_spec(table, problems);
    change.why = table.read_string("why");
    change.serves = table.read_strings("serves");
    table.report_unknown_keys();
    return change;
}

/// Both kinds in the order of the file.
std::vector<IndexChange> read_changes(TomlTable& file, ProblemList& problems) {
    std::vector<std::pair<toml::source_position, IndexChange>> placed;
    const auto read_all = [&](std::string_view key, IndexChange::Kind kind) {
        for (const toml::table* node : file.read_tables(key)) {
            placed.emplace_back(node->source().begin, read_change(*node, kind, problems));
        }
    };
    read_all("create_index", IndexChange::Kind::create);
    read_all("drop_index", IndexChange::Kind::drop);
    std::ranges::stable_sort(placed, [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<IndexChange> changes;
    changes.reserve(placed.size());
    for (auto& [place, change] : placed) changes.push_back(std::move(change));
    return changes;
}

std::vector<RevisionId> read_ids(TomlTable& file, std::string_view key) {
    std::vector<RevisionId> ids;
    for (std::string& id : file.read_strings(key)) ids.emplace_back(std::move(id));
    return ids;
}

std::optional<Revision> read_revision(const toml::table& root, ProblemList& problems) {
    TomlTable file(root, "the file", problems);
    Revision revision;
    revision.id = RevisionId(file.read_string("revision", Presence::required));
    revision.id_line = file.line_of_key("revision");
    revision.parents = read_ids(file, "parents");
    revision.parents_line = root.contains("parents") ? file.line_of_key("parents") : revision.id_line;
    revision.message = file.read_string("message");
    revision.labels = file.read_strings("labels");
    revision.depends_on = read_ids(file, "depends_on");
    revision.irreversible = file.read_string("irreversible");
    revision.indexes = read_changes(file, problems);
    file.report_unknown_keys();
    const toml::node* id = root.get("revision");
    if (id == nullptr || !id->is_string()) return std::nullopt;
    return revision;
}

}  // namespace

std::optional<Revision> parse_toml_revision(const std::string& text, ProblemList& problems) {
    try {
        std::optional<Revision> revision = read_revision(toml::parse(text), problems);
        if (revision) revision->down_text = text;
        return revision;
    } catch (const toml::parse_error& error) {
        problems.add(ProblemKind::malformed_file, static_cast<int>(error.source().begin.line),
                     std::string(error.description()), "Mend the TOML on this line or the one before it.");
        return std::nullopt;
    }
}

}  // namespace migrate

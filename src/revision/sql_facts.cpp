#include "src/revision/sql_facts.hpp"

#include "src/revision/sql_tree.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace migrate {
namespace {

using Json = nlohmann::json;

/// The statements of the parse tree: [{"stmt": {"DropStmt": {…}}}, …]; empty when the parser does not know
/// the syntax.
Json parse_statements(std::string_view sql) {
    const Json tree = Json::parse(parse_sql_tree(sql).json, nullptr, false);
    return tree.is_object() ? tree.value("stmts", Json::array()) : Json::array();
}

/// The options of a statement: [{"DefElem": {"defname": …, "arg": …}}, …].
const Json* find_option(const Json& options, std::string_view name) {
    for (const Json& option : options) {
        const auto element = option.find("DefElem");
        if (element != option.end() && element->value("defname", "") == name) return &*element;
    }
    return nullptr;
}

bool is_switched_off(const Json& options, std::string_view name) {
    const Json* option = find_option(options, name);
    if (option == nullptr) return false;
    static const std::array<Json, 3> off{"false", "off", "0"};
    const Json argument = option->value("arg", Json::object());
    for (const char* type : {"String", "Boolean", "Integer"}) {
        if (!argument.contains(type)) continue;
        const Json& value = argument[type];
        for (const char* key : {"sval", "str"}) {
            if (value.contains(key)) return std::ranges::count(off, value[key]) > 0;
        }
        return !value.value("boolval", false) && value.value("ival", 0) == 0;
    }
    return false;
}

Json list_in(const Json& node, const char* key) {
    return node.value(key, Json::array());
}

bool detaches_concurrently(const Json& alter_table) {
    return std::ranges::any_of(list_in(alter_table, "cmds"), [](const Json& command) {
        return command.value("/AlterTableCmd/def/PartitionCmd/concurrent"_json_pointer, false);
    });
}

bool reindexes_outside(const Json& node) {
    const std::string kind = node.value("kind", "");
    const Json options = list_in(node, "params");
    const bool concurrently =
        find_option(options, "concurrently") != nullptr && !is_switched_off(options, "concurrently");
    return concurrently || kind == "REINDEX_OBJECT_SCHEMA" || kind == "REINDEX_OBJECT_SYSTEM" ||
           kind == "REINDEX_OBJECT_DATABASE";
}

/// Changing publications refreshes, and refreshing cannot be rolled back; nor can changing the slot on the
/// publisher.
bool alters_subscription_outside(const Json& node) {
    const std::string kind = node.value("kind", "");
    const Json options = list_in(node, "options");
    if (kind == "ALTER_SUBSCRIPTION_REFRESH") return true;
    if (kind == "ALTER_SUBSCRIPTION_OPTIONS") {
        return find_option(options, "failover") != nullptr || find_option(options, "two_phase") != nullptr;
    }
    return kind.ends_with("_PUBLICATION") && !is_switched_off(options, "refresh");
}

bool creates_slot(const Json& create_subscription) {
    const Json options = list_in(create_subscription, "options");
    return !is_switched_off(options, "connect") && !is_switched_off(options, "create_slot");
}

struct OutsideRule {
    const char* node;  ///< of PostgreSQL's parse tree
    bool (*applies)(const Json&);
};

bool always(const Json&) {
    return true;
}

/// Every call of PreventInTransactionBlock in PostgreSQL 13 to 17 that a statement alone can show.
constexpr auto outside_rules = std::to_array<OutsideRule>({
    {"IndexStmt", [](const Json& n) { return n.value("concurrent", false); }},
    {"DropStmt", [](const Json& n) { return n.value("concurrent", false); }},
    {"ReindexStmt", reindexes_outside},
    {"AlterTableStmt", detaches_concurrently},
    {"VacuumStmt", [](const Json& n) { return n.value("is_vacuumcmd", false); }},
    {"ClusterStmt", [](const Json& n) { return !n.contains("relation"); }},
    {"DiscardStmt", [](const Json& n) { return n.value("target", "") == "DISCARD_ALL"; }},
    {"AlterDatabaseStmt",
     [](const Json& n) { return find_option(list_in(n, "options"), "tablespace") != nullptr; }},
    {"AlterSubscriptionStmt", alters_subscription_outside},
    {"CreateSubscriptionStmt", creates_slot},
    {"DropSubscriptionStmt", always},
    {"AlterSystemStmt", always},
    {"CreatedbStmt", always},
    {"DropdbStmt", always},
    {"CreateTableSpaceStmt", always},
    {"DropTableSpaceStmt", always},
});

bool copies_through_client(const Json& copy) {
    return copy.value("filename", "").empty() && !copy.value("is_program", false);
}

SqlFacts facts_of(const Json& statement) {
    SqlFacts facts;
    for (const OutsideRule& rule : outside_rules) {
        const auto node = statement.find(rule.node);
        if (node != statement.end()) facts.outside_transaction = rule.applies(*node);
    }
    facts.controls_transaction = statement.contains("TransactionStmt");
    facts.copies_through_client =
        statement.contains("CopyStmt") && copies_through_client(statement["CopyStmt"]);
    return facts;
}

bool has_word(const SqlStatement& statement, std::string_view word) {
    return std::ranges::any_of(statement.tokens, [&](const SqlToken& token) { return is_word(token, word); });
}

/// First words after which one of the facts can be true whatever follows.
constexpr auto telling_first_words = std::to_array<std::string_view>(
    {"abort", "begin", "cluster", "commit", "copy", "discard", "end", "prepare", "reindex", "release",
     "rollback", "savepoint", "start", "vacuum"});
/// Second words of CREATE, ALTER and DROP.
constexpr auto telling_objects =
    std::to_array<std::string_view>({"database", "subscription", "system", "tablespace"});

bool may_matter(const SqlStatement& statement) {
    const auto is_first = [&](std::string_view word) { return is_word(statement.tokens.front(), word); };
    if (std::ranges::any_of(telling_first_words, is_first)) return true;
    if (!is_first("create") && !is_first("alter") && !is_first("drop")) return false;
    const auto has = [&](std::string_view word) { return has_word(statement, word); };
    return has("concurrently") || std::ranges::any_of(telling_objects, has);
}

}  // namespace

SqlFacts find_facts(const SqlStatement& statement) {
    if (statement.tokens.empty() || !may_matter(statement)) return {};
    const Json statements = parse_statements(statement.text);
    if (!statements.empty()) return facts_of(statements.front().value("stmt", Json::object()));

    SqlFacts facts;
    const bool vacuums = is_word(statement.tokens.front(), "vacuum");
    const bool copies = is_word(statement.tokens.front(), "copy");
    facts.outside_transaction = vacuums || has_word(statement, "concurrently");
    facts.copies_through_client = copies && (has_word(statement, "stdin") || has_word(statement, "stdout"));
    return facts;
}

namespace {

/// {"List": {"items": [{"String": {"sval": …}}, …]}} or one {"String": …}: the parts of a name.
std::vector<std::string> name_parts(const Json& object) {
    const Json items = object.value("/List/items"_json_pointer, Json::array({object}));
    std::vector<std::string> parts;
    for (const Json& item : items) {
        const Json text = item.value("String", Json::object());
        parts.push_back(text.value("sval", text.value("str", "")));
    }
    return parts;
}

void add_dropped_objects(const Json& drop, std::vector<Destroyed>& found) {
    const std::string type = drop.value("removeType", "");
    if (type != "OBJECT_TABLE" && type != "OBJECT_SCHEMA") return;
    for (const Json& object : list_in(drop, "objects")) {
        const std::vector<std::string> parts = name_parts(object);
        if (parts.empty()) continue;
        if (type == "OBJECT_SCHEMA") {
            found.push_back({Destroyed::Kind::schema, parts.back(), "", ""});
        } else {
            found.push_back(
                {Destroyed::Kind::table, parts.size() > 1 ? parts[parts.size() - 2] : "", parts.back(), ""});
        }
    }
}

void add_truncated_tables(const Json& truncate, std::vector<Destroyed>& found) {
    for (const Json& relation : list_in(truncate, "relations")) {
        const Json range = relation.value("RangeVar", Json::object());
        found.push_back(
            {Destroyed::Kind::table, range.value("schemaname", ""), range.value("relname", ""), ""});
    }
}

void add_dropped_columns(const Json& alter_table, std::vector<Destroyed>& found) {
    const Json relation = alter_table.value("relation", Json::object());
    for (const Json& item : list_in(alter_table, "cmds")) {
        const Json command = item.value("AlterTableCmd", Json::object());
        if (command.value("subtype", "") != "AT_DropColumn") continue;
        found.push_back({Destroyed::Kind::column, relation.value("schemaname", ""),
                         relation.value("relname", ""), command.value("name", "")});
    }
}

}  // namespace

std::vector<Destroyed> find_destroyed(std::string_view sql) {
    std::vector<Destroyed> found;
    for (const Json& item : parse_statements(sql)) {
        const Json statement = item.value("stmt", Json::object());
        if (statement.contains("DropStmt")) add_dropped_objects(statement["DropStmt"], found);
        if (statement.contains("TruncateStmt")) add_truncated_tables(statement["TruncateStmt"], found);
        if (statement.contains("AlterTableStmt")) add_dropped_columns(statement["AlterTableStmt"], found);
    }
    return found;
}

std::optional<ConcurrentBuild> find_concurrent_build(std::string_view sql) {
    for (const Json& item : parse_statements(sql)) {
        const Json index = item.value("/stmt/IndexStmt"_json_pointer, Json::object());
        if (!index.value("concurrent", false) || !index.contains("idxname")) continue;
        const Json table = index.value("relation", Json::object());
        return ConcurrentBuild{.index = index.value("idxname", ""),
                               .schema = table.value("schemaname", ""),
                               .table = table.value("relname", "")};
    }
    return std::nullopt;
}

}  // namespace migrate

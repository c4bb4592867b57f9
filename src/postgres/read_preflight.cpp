#include "src/postgres/read_preflight.hpp"

#include "src/base/sql_text.hpp"
#include "src/postgres/queries/preflight_sql.hpp"
#include "src/postgres/queries/server_sql.hpp"
#include "src/postgres/query.hpp"
#include "src/postgres/runner_lock.hpp"
#include "src/revision/declared_indexes.hpp"
#include "src/settings/server_document.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace migrate {

namespace {

using Json = nlohmann::json;

/// Which of our tables can be read; the fullest is tried first.
struct Reach {
    bool version_table = false;
    bool journal = false;
};
constexpr std::array<Reach, 3> reaches{Reach{.version_table = true, .journal = true},
                                       Reach{.version_table = true}, Reach{}};

std::vector<DeclaredSpec> all_declared(const RevisionGraph& graph) {
    RevisionSet all;
    for (const Revision& revision : graph.revisions()) all.insert(revision.id);
    return declared_indexes(graph, all);
}

/// As pg_index.indoption has it: bit 1 descending, bit 2 nulls first.
int option_bits(const IndexKey& key) {
    const bool nulls_first = key.nulls.empty() ? key.descending : key.nulls == "first";
    return (key.descending ? 1 : 0) + (nulls_first ? 2 : 0);
}

std::string always_quoted(std::string_view name) {
    std::string text = "\"";
    for (const char c : name) text += c == '"' ? "\"\"" : std::string(1, c);
    return text + "\"";
}

/// preflight_sql::shape of an index as declared; "" where columns alone do not tell.
std::string shape_of(const IndexSpec& spec) {
    const auto is_expression = [](const IndexKey& key) { return key.column.empty(); };
    if (std::ranges::any_of(spec.keys, is_expression) || !spec.where.empty()) return "";
    std::string columns;
    std::string options;
    for (const IndexKey& key : spec.keys) {
        columns += (columns.empty() ? "" : ",") + always_quoted(key.column);
        options += (options.empty() ? "" : " ") + std::to_string(option_bits(key));
    }
    for (const std::string& column : spec.include) columns += "," + always_quoted(column);
    return fmt::format("{} {} {}{}", columns, spec.keys.size(), options, spec.unique ? " unique" : "");
}

std::string declared_values(const std::vector<DeclaredSpec>& declared) {
    std::string values;
    for (std::size_t place = 0; place < declared.size(); ++place) {
        const IndexSpec& spec = *declared[place].spec;
        values += fmt::format("{}({}, {}, {}, {}, {})", place == 0 ? "" : ", ", place,
                              quote_literal(quote_qualified(spec.schema, spec.name)),
                              quote_literal(quote_qualified(spec.schema, spec.table)),
                              quote_literal(shape_of(spec)), quote_literal(spec.name));
    }
    return values;
}

std::string indexes_sql(const std::vector<DeclaredSpec>& declared, const Reach& reach) {
    if (declared.empty()) return std::string(preflight_sql::nothing);
    return fmt::format(
        fmt::runtime(preflight_sql::unfit_indexes), fmt::arg("declared", declared_values(declared)),
        fmt::arg("shape", preflight_sql::shape),
        fmt::arg("accepted", reach.journal ? preflight_sql::accepted : preflight_sql::no_records));
}

std::string facts_sql(const std::vector<DeclaredSpec>& declared, const Reach& reach,
                      std::string_view server) {
    return fmt::format(fmt::runtime(preflight_sql::read_all),
                       fmt::arg("heads", reach.version_table ? preflight_sql::heads : preflight_sql::nothing),
                       fmt::arg("journal", reach.journal ? preflight_sql::journal : preflight_sql::nothing),
                       fmt::arg("runner", preflight_sql::runner),
                       fmt::arg("indexes", indexes_sql(declared, reach)), fmt::arg("server", server));
}

std::string unfit_sql(const std::vector<DeclaredSpec>& declared) {
    if (declared.empty()) return std::string(preflight_sql::none_unfit);
    return fmt::format(fmt::runtime(preflight_sql::unfit_places),
                       fmt::arg("declared", declared_values(declared)),
                       fmt::arg("shape", preflight_sql::shape));
}

bool is_out_of_reach(const Error& error) {
    return error.sql().sqlstate == "42P01" || error.sql().sqlstate == "42501";
}

std::string text_or_empty(const Json& json) {
    return json.is_string() ? json.get<std::string>() : "";
}

History history_of(const Json& facts, const Reach& reach) {
    History history{.version_table_exists = reach.version_table, .journal_exists = reach.journal};
    for (const Json& head : facts.at("heads").is_array() ? facts.at("heads") : Json::array())
        history.heads.emplace_back(head.get<std::string>());
    std::ranges::sort(history.heads);
    for (const Json& entry : facts.at("journal").is_array() ? facts.at("journal") : Json::array())
        history.entries.push_back({.revision = RevisionId(entry.at("revision")),
                                   .action = entry.at("action"),
                                   .state = entry.at("state"),
                                   .actor = entry.at("actor"),
                                   .version = entry.at("version"),
                                   .started_at = entry.at("started_at")});
    return history;
}

std::string runner_text(const Json& runner) {
    if (runner.is_null()) return "";
    const LockHolder holder{.pid = runner.at("pid"),
                            .application = runner.at("application"),
                            .user = runner.at("user"),
                            .client = runner.at("client"),
                            .since = runner.at("since")};
    return holder.text();
}

/// A key that says no more than whether the index fits its declaration.
CanonicalKey fit_key(bool fits) {
    CanonicalKey key;
    key.predicate = fits ? "" : "differs";
    return key;
}

CatalogIndex index_of(const Json& row, const IndexSpec& spec) {
    CatalogIndex index{.schema = text_or_empty(row.at("schema")),
                       .name = spec.name,
                       .table = text_or_empty(row.at("table")),
                       .key = fit_key(row.at("fits").get<bool>()),
                       .definition = text_or_empty(row.at("definition")),
                       .valid = row.at("valid"),
                       .ready = row.at("ready"),
                       .live = row.at("live")};
    if (!row.at("builder").is_null() && !index.usable())
        index.builder = ActiveBuild{.pid = row.at("builder")};
    return index;
}

CatalogIndex same_index(const Json& row, const IndexSpec& spec) {
    return {.schema = text_or_empty(row.at("schema")),
            .name = row.at("same"),
            .table = spec.table,
            .key = fit_key(true),
            .valid = true,
            .ready = true,
            .live = true};
}

IndexFacts unfit_facts(const Json& row, const IndexSpec& spec) {
    IndexFacts facts{.spec = spec, .table_exists = row.at("table_exists"), .wanted = fit_key(true)};
    if (row.at("found").get<bool>())
        facts.same_name = index_of(row, spec);
    else if (!row.at("occupant").is_null())
        facts.name_taken_by_other = true;
    else if (!row.at("same").is_null())
        facts.equivalents.push_back(same_index(row, spec));
    if (row.at("accepted").get<bool>())
        facts.record = IndexRecord{.origin = IndexOrigin::accepted, .done = true};
    return facts;
}

IndexFacts fit_facts(const IndexSpec& spec) {
    IndexFacts facts{.spec = spec, .table_exists = true, .wanted = fit_key(true)};
    facts.same_name = CatalogIndex{.name = spec.name,
                                   .table = spec.table,
                                   .key = fit_key(true),
                                   .valid = true,
                                   .ready = true,
                                   .live = true};
    return facts;
}

std::vector<DeclaredIndex> declared_of(const Json& unfit, const std::vector<DeclaredSpec>& declared) {
    std::vector<DeclaredIndex> indexes;
    for (const DeclaredSpec& one : declared)
        indexes.push_back({.facts = fit_facts(*one.spec), .revision = one.revision});
    for (const Json& row : unfit.is_array() ? unfit : Json::array()) {
        DeclaredIndex& index = indexes.at(row.at("place").get<std::size_t>());
        index.facts = unfit_facts(row, index.facts.spec);
    }
    for (DeclaredIndex& index : indexes) index.state = find_state(index.facts);
    return indexes;
}

ServerFacts server_of(const Connection& connection, const Json& document) {
    ServerFacts server = server_facts_of(document);
    server.client_pid = connection.backend_pid();
    return server;
}

PreflightFacts read_reachable(Connection& connection, const RevisionGraph& graph, const Reach& reach,
                              std::string_view server) {
    const std::vector<DeclaredSpec> declared = all_declared(graph);
    const auto rows = query(connection, facts_sql(declared, reach, server));
    const Json facts = Json::parse(rows[0]["facts"].c_str());
    return {.history = {.history = history_of(facts, reach),
                        .declared = declared_of(facts.at("indexes"), declared),
                        .running = runner_text(facts.at("runner"))},
            .server = server_of(connection, facts.at("server"))};
}

/// The facts of a database that is at the head of the graph and in order; empty where there is something to
/// explain.
std::optional<PreflightFacts> read_if_in_order(Connection& connection, const RevisionGraph& graph,
                                               std::string_view server) try {
    const std::vector<DeclaredSpec> declared = all_declared(graph);
    const auto rows =
        query(connection, fmt::format(fmt::runtime(preflight_sql::look),
                                      fmt::arg("unfit", unfit_sql(declared)), fmt::arg("server", server)));
    History history{.version_table_exists = true, .journal_exists = true};
    for (const auto& row : rows) {
        if (!row["revision"].is_null()) history.heads.emplace_back(row["revision"].c_str());
    }
    std::ranges::sort(history.heads);
    const bool in_order = rows[0]["all_fit"].as<bool>() && !rows[0]["has_unfinished"].as<bool>() &&
                          history.heads == graph.heads();
    if (!in_order) return std::nullopt;
    return PreflightFacts{
        .history = {.history = std::move(history), .declared = declared_of(Json(), declared), .running = ""},
        .server = server_of(connection, Json::parse(rows[0]["server"].c_str()))};
} catch (const Error& error) {
    if (!is_out_of_reach(error)) throw;
    return std::nullopt;
}

std::string_view sql_of(ServerQuestion question) {
    switch (question) {
        case ServerQuestion::takes_writes:
            return preflight_sql::server_takes_writes;
        case ServerQuestion::own_session:
            return preflight_sql::server;
        case ServerQuestion::every_role:
            return server_sql::facts_json;
    }
    return preflight_sql::server;
}

}  // namespace

PreflightFacts read_preflight_facts(Connection& connection, const RevisionGraph& graph,
                                    ServerQuestion question) {
    const std::string_view server = sql_of(question);
    if (auto facts = read_if_in_order(connection, graph, server)) return *std::move(facts);
    for (const Reach& reach : reaches) {
        try {
            return read_reachable(connection, graph, reach, server);
        } catch (const Error& error) {
            if (!is_out_of_reach(error) || !reach.version_table) throw;
        }
    }
    throw Error(ExitCode::defect, "no way to read a database that has neither journal nor alembic_version");
}

}  // namespace migrate

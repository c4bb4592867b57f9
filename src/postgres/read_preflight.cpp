#include "src/postgres/read_preflight.hpp"

#include "src/base/sql_text.hpp"
#include "src/postgres/queries/preflight_sql.hpp"
#include "src/postgres/query.hpp"
#include "src/postgres/runner_lock.hpp"
#include "src/revision/declared_indexes.hpp"

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
        values += fmt::format("{}({}, {}, {}, {})", place == 0 ? "" : ", ", place,
                              quote_literal(quote_qualified(spec.schema, spec.name)),
                              quote_literal(quote_qualified(spec.schema, spec.table)),
                              quote_literal(shape_of(spec)));
    }
    return values;
}

std::string indexes_sql(const std::vector<DeclaredSpec>& declared) {
    if (declared.empty()) return std::string(preflight_sql::nothing);
    return fmt::format(fmt::runtime(preflight_sql::unfit_indexes),
                       fmt::arg("declared", declared_values(declared)),
                       fmt::arg("shape", preflight_sql::shape));
}

std::string facts_sql(const std::vector<DeclaredSpec>& declared, const Reach& reach, bool /*with_server*/) {
    return fmt::format(fmt::runtime(preflight_sql::read_all),
                       fmt::arg("heads", reach.version_table ? preflight_sql::heads : preflight_sql::nothing),
                       fmt::arg("journal", reach.journal ? preflight_sql::journal : preflight_sql::nothing),
                       fmt::arg("runner", preflight_sql::runner), fmt::arg("indexes", indexes_sql(declared)),
                       fmt::arg("server", preflight_sql::nothing));
}

std::size_t most_columns(const std::vector<DeclaredSpec>& declared) {
    std::size_t most = 1;
    for (const DeclaredSpec& one : declared)
        most = std::max(most, one.spec->keys.size() + one.spec->include.size());
    return most;
}

/// An SQL expression: the columns of an index as the server writes them, up to `columns` of them, its order
/// bits, and what else tells it from another.
std::string made_of_sql(std::size_t columns) {
    std::string text;
    for (std::size_t n = 1; n <= columns; ++n)
        text += fmt::format("pg_catalog.pg_get_indexdef(i.indexrelid, {}, false) || ',' || ", n);
    return text +
           "i.indnkeyatts || ' ' || i.indoption::text || ' ' || i.indisunique || "
           "(i.indpred IS NULL AND i.indexprs IS NULL)";
}

/// The same of a declaration; '' where columns alone do not tell.
std::string made_of_sql(const IndexSpec& spec, std::size_t columns) {
    if (shape_of(spec).empty()) return "''";
    std::string text;
    std::string options;
    for (const IndexKey& key : spec.keys) {
        text += fmt::format("pg_catalog.quote_ident({}) || ',' || ", quote_literal(key.column));
        options += (options.empty() ? "" : " ") + std::to_string(option_bits(key));
    }
    for (const std::string& column : spec.include)
        text += fmt::format("pg_catalog.quote_ident({}) || ',' || ", quote_literal(column));
    const std::string missing(columns - spec.keys.size() - spec.include.size(), ',');
    return text + quote_literal(fmt::format("{}{} {} {}{}", missing, spec.keys.size(), options,
                                            spec.unique ? "true" : "false", "true"));
}

std::string unfit_sql(const std::vector<DeclaredSpec>& declared) {
    if (declared.empty()) return std::string(preflight_sql::none_unfit);
    const std::size_t columns = most_columns(declared);
    std::string values;
    for (std::size_t place = 0; place < declared.size(); ++place) {
        const IndexSpec& spec = *declared[place].spec;
        values +=
            fmt::format("{}({}, {}, {}, {})", place == 0 ? "" : ", ", place,
                        quote_literal(quote_qualified(spec.schema, spec.name)),
                        quote_literal(quote_qualified(spec.schema, spec.table)), made_of_sql(spec, columns));
    }
    return fmt::format(fmt::runtime(preflight_sql::unfit_places), fmt::arg("declared", values),
                       fmt::arg("made_of", made_of_sql(columns)));
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

PreflightFacts read_reachable(Connection& connection, const RevisionGraph& graph, const Reach& reach,
                              bool with_server) {
    const std::vector<DeclaredSpec> declared = all_declared(graph);
    const auto rows = query(connection, facts_sql(declared, reach, with_server));
    const Json facts = Json::parse(rows[0]["facts"].c_str());
    PreflightFacts result;
    result.history = {.history = history_of(facts, reach),
                      .declared = declared_of(facts.at("indexes"), declared),
                      .running = runner_text(facts.at("runner"))};
    result.pooled = connection.backend_pid() != facts.at("pid").get<int>();
    return result;
}

/// The facts of a database that is at the head of the graph and in order; empty where there is something to
/// explain.
std::optional<PreflightFacts> read_if_in_order(Connection& connection, const RevisionGraph& graph) try {
    const std::vector<DeclaredSpec> declared = all_declared(graph);
    const auto rows = query(
        connection, fmt::format(fmt::runtime(preflight_sql::look), fmt::arg("unfit", unfit_sql(declared))));
    PreflightFacts facts{.pooled = connection.backend_pid() != rows[0]["pid"].as<int>()};
    for (const auto& row : rows) {
        if (!row["revision"].is_null()) facts.history.history.heads.emplace_back(row["revision"].c_str());
    }
    std::ranges::sort(facts.history.history.heads);
    const bool in_order = rows[0]["all_fit"].as<bool>() && !rows[0]["has_unfinished"].as<bool>() &&
                          facts.history.history.heads == graph.heads();
    if (!in_order) return std::nullopt;
    facts.history.history.version_table_exists = facts.history.history.journal_exists = true;
    facts.history.declared = declared_of(Json(), declared);
    return facts;
} catch (const Error& error) {
    if (!is_out_of_reach(error)) throw;
    return std::nullopt;
}

}  // namespace

PreflightFacts read_preflight_facts(Connection& connection, const RevisionGraph& graph, bool with_server) {
    if (auto facts = with_server ? std::nullopt : read_if_in_order(connection, graph))
        return *std::move(facts);
    for (const Reach& reach : reaches) {
        try {
            return read_reachable(connection, graph, reach, with_server);
        } catch (const Error& error) {
            if (!is_out_of_reach(error) || !reach.version_table) throw;
        }
    }
    throw Error(ExitCode::defect, "no way to read a database that has neither journal nor alembic_version");
}

}  // namespace migrate

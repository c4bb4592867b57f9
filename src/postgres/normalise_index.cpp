#include "src/postgres/normalise_index.hpp"

#include "src/base/sql_text.hpp"
#include "src/postgres/index_catalog.hpp"
#include "src/postgres/queries/index_sql.hpp"
#include "src/postgres/query.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace migrate {

namespace {

constexpr std::string_view usage_hint =
    "Correct the index in its revision file; the statement can be tried with psql on a copy of the table.";

/// Where an index lies is no part of what it is, and a clone needs no right and no room there.
IndexSpec without_tablespace(IndexSpec spec) {
    spec.tablespace.clear();
    return spec;
}

/// The statements that make the clones and their indexes, each with what it is about, for the error.
class CloneScript {
  public:
    CloneScript(const std::vector<IndexSpec>& specs, ClonePlace place) : place_(place) {
        add("BEGIN", "");
        add(std::string(index_sql::short_wait), "");
        std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> by_table;
        for (std::size_t i = 0; i < specs.size(); ++i)
            by_table[{specs[i].schema, specs[i].table}].push_back(i);
        std::size_t number = 0;
        for (const auto& [table, places] : by_table)
            clone(table.first, table.second, number++, specs, places);
        add(std::string(index_sql::empty_search_path), "");
        for (std::size_t i = 0; i < specs.size(); ++i)
            indexes_.push_back(quote_qualified(clone_schema(specs[i].schema), index_name(i)));
    }

    const std::vector<std::string>& statements() const { return statements_; }
    /// What statement `i` is about: "index ix_a" or "table users"; "" for the frame.
    const std::string& subject(std::size_t i) const { return subjects_[i]; }

    std::string text() const {
        const std::string read = fmt::format(
            fmt::runtime(index_sql::read_wanted_keys), fmt::arg("canonical_key", index_sql::canonical_key),
            fmt::arg("indexes", quote_literal(fmt::format("{{{}}}", fmt::join(array_items(), ",")))));
        return fmt::format("{}\n;\n{}", fmt::join(statements_, "\n;\n"), read);
    }

  private:
    /// A temporary clone bears the table's own name while the indexes are made, so that they may write
    /// table.column.
    void clone(const std::string& schema, const std::string& table, std::size_t number,
               const std::vector<IndexSpec>& specs, const std::vector<std::size_t>& places) {
        const bool temporary = place_ == ClonePlace::temporary;
        const std::string last_name = fmt::format("migrate_clone_{}", number);
        const std::string name = temporary ? table : last_name;
        const std::string qualified = quote_qualified(clone_schema(schema), name);
        add(fmt::format("CREATE {}TABLE {} (LIKE {} INCLUDING GENERATED)", temporary ? "" : "UNLOGGED ",
                        qualified, quote_qualified(schema, table)),
            "table " + quote_qualified(schema, table));
        for (const std::size_t i : places) {
            add(create_index_sql(without_tablespace(specs[i]),
                                 {.name = index_name(i), .schema = clone_schema(schema), .table = name}),
                "index " + specs[i].name);
        }
        if (temporary) add(fmt::format("ALTER TABLE {} RENAME TO {}", qualified, last_name), "");
    }

    void add(std::string statement, std::string subject) {
        statements_.push_back(std::move(statement));
        subjects_.push_back(std::move(subject));
    }

    std::string clone_schema(const std::string& schema) const {
        return place_ == ClonePlace::temporary ? "pg_temp" : schema;
    }

    static std::string index_name(std::size_t i) { return fmt::format("migrate_wanted_{}", i); }

    std::vector<std::string> array_items() const {
        std::vector<std::string> items;
        for (const std::string& index : indexes_) items.push_back(nlohmann::json(index).dump());
        return items;
    }

    ClonePlace place_;
    std::vector<std::string> statements_;
    std::vector<std::string> subjects_;
    std::vector<std::string> indexes_;
};

/// The declaration is wrong, rather than the server being unable or unwilling.
bool blames_declaration(const std::string& sqlstate) {
    if (sqlstate == "42501") return false;
    constexpr std::array<std::string_view, 4> families{"0A", "22", "42", "54"};
    return std::ranges::any_of(families,
                               [&](std::string_view family) { return sqlstate.starts_with(family); });
}

Error explained(const BatchFailure& failure, const CloneScript& script) {
    const std::string& subject = script.subject(failure.index);
    const bool of_declaration =
        subject.starts_with("index ") && blames_declaration(failure.error.sql().sqlstate);
    Error error(
        of_declaration ? ExitCode::usage : failure.error.code(),
        subject.empty() ? failure.error.message() : fmt::format("{}: {}", subject, failure.error.message()),
        of_declaration ? std::string(usage_hint) : failure.error.hint());
    return error.because(failure.error.sql());
}

/// A message of many statements does not say which one failed: the batch, sent again, does.
void throw_first_failure(Connection& connection, const CloneScript& script) {
    const auto failure = run_batch(connection, script.statements());
    execute(connection, "ROLLBACK");
    if (failure) throw explained(*failure, script);
}

pqxx::result run_script(Connection& connection, const CloneScript& script) {
    try {
        pqxx::result keys = execute(connection, script.text());
        execute(connection, "ROLLBACK");
        return keys;
    } catch (const Error& error) {
        if (error.code() == ExitCode::unreachable) throw;
        execute(connection, "ROLLBACK");
        throw_first_failure(connection, script);
        throw;
    }
}

}  // namespace

std::vector<CanonicalKey> normalise_indexes(Connection& connection, const std::vector<IndexSpec>& specs,
                                            ClonePlace place) {
    if (specs.empty()) return {};
    std::vector<CanonicalKey> keys;
    for (const auto& row : run_script(connection, CloneScript(specs, place)))
        keys.push_back(canonical_key(nlohmann::json::parse(row["key"].c_str())));
    return keys;
}

}  // namespace migrate

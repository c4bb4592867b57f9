#include "src/files/workload_file.hpp"

#include "src/base/quantity.hpp"
#include "src/base/words.hpp"
#include "src/files/read_file.hpp"
#include "src/files/workload_sql.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace migrate {

namespace {

using Names = std::vector<std::string>;

const Names workload_parts{"tables", "limits", "sample", "query", "action"};
const Names sample_keys{"id", "sql"};
const Names query_keys{"id", "sql", "sample", "parameters", "writes"};
const Names action_keys{"id", "summary", "sample", "before", "after", "cache"};
const Names limit_keys{"statement", "query", "total", "lock", "throughput", "runs"};

constexpr std::int64_t most_runs = 1000;

template <typename Items>
Names ids_of(const Items& items) {
    Names ids;
    for (const auto& item : items) ids.push_back(item.id);
    return ids;
}

class WorkloadReader {
  public:
    explicit WorkloadReader(std::string file) { workload_.file = std::move(file); }

    Workload read(const toml::table& root) {
        complain_of_unknown_keys(root, "", workload_parts);
        workload_.tables = read_names(root, "tables");
        if (const auto* limits = root["limits"].as_table())
            read_limits(*limits);
        else if (root.contains("limits"))
            complain(*root.get("limits"), "limits must be a section: [limits]");
        for (const toml::table* table : tables_of(root, "sample")) read_sample(*table);
        for (const toml::table* table : tables_of(root, "query")) read_query(*table);
        for (const toml::table* table : tables_of(root, "action")) read_action(*table);
        look_at_references();
        if (problems_.empty()) return std::move(workload_);
        const std::string count = count_of(problems_.size(), "problem");
        throw Error(ExitCode::usage, fmt::format("{} in the workload", count),
                    "Mend these lines; docs/workload.md explains the keys.")
            .with_details(sorted_problems());
    }

  private:
    void read_limits(const toml::table& table) {
        complain_of_unknown_keys(table, "[limits]", limit_keys);
        WorkloadLimits& limits = workload_.limits;
        read_time(table, "statement", limits.statement);
        read_time(table, "query", limits.query);
        read_time(table, "total", limits.total);
        read_time(table, "lock", limits.lock);
        read_time(table, "throughput", limits.throughput_time);
        const toml::node* runs = table.get("runs");
        if (runs == nullptr) return;
        const auto number = runs->value_exact<std::int64_t>();
        if (number && *number >= 1 && *number <= most_runs)
            limits.runs = static_cast<int>(*number);
        else
            complain(*runs, fmt::format("runs must be a number from 1 to {}", most_runs));
    }

    /// The server takes 0 for "no limit", which is none.
    void read_time(const toml::table& table, std::string_view key, std::chrono::milliseconds& to) {
        const toml::node* node = table.get(key);
        if (node == nullptr) return;
        const auto time = parse_duration(node->value_exact<std::string>().value_or(""));
        if (time && time->count() > 0)
            to = *time;
        else
            complain(*node, fmt::format(R"({} must be a time such as "5s")", key));
    }

    void read_sample(const toml::table& table) {
        complain_of_unknown_keys(table, "[[sample]]", sample_keys);
        ParameterSample sample{.id = read_required(table, "[[sample]]", "id"),
                               .sql = read_required(table, "[[sample]]", "sql"),
                               .position = position_of(table)};
        complain_of_sql(table, sample.id, sample.sql.empty() ? Names{} : find_sample_problems(sample.sql));
        complain_if_twice(workload_.samples, sample);
        workload_.samples.push_back(std::move(sample));
    }

    void read_query(const toml::table& table) {
        complain_of_unknown_keys(table, "[[query]]", query_keys);
        WorkloadQuery query{.id = read_required(table, "[[query]]", "id"),
                            .sql = read_required(table, "[[query]]", "sql"),
                            .sample = read_words(table, "sample"),
                            .parameters = read_names(table, "parameters"),
                            .writes = read_flag(table, "writes"),
                            .position = position_of(table)};
        if (!query.sql.empty())
            complain_of_sql(table, query.id,
                            find_query_problems(query.sql, query.parameters.size(), query.writes));
        if (!query.parameters.empty() && query.sample.empty())
            complain(table, fmt::format("{} has parameters, and no sample that they come from",
                                        subject_of(query.id, "[[query]]")));
        complain_if_twice(workload_.queries, query);
        workload_.queries.push_back(std::move(query));
    }

    void read_action(const toml::table& table) {
        complain_of_unknown_keys(table, "[[action]]", action_keys);
        WorkloadAction action{.id = read_required(table, "[[action]]", "id"),
                              .summary = read_required(table, "[[action]]", "summary"),
                              .sample = read_words(table, "sample"),
                              .before = read_names(table, "before"),
                              .after = read_names(table, "after"),
                              .cache = read_words(table, "cache"),
                              .position = position_of(table)};
        if (action.before.empty())
            complain(table, fmt::format("{} lacks before: the ids of its queries",
                                        subject_of(action.id, "[[action]]")));
        if (action.after.empty()) action.after = action.before;
        complain_if_twice(workload_.actions, action);
        workload_.actions.push_back(std::move(action));
    }

    /// That ids name what is there.
    void look_at_references() {
        const Names samples = ids_of(workload_.samples);
        const Names queries = ids_of(workload_.queries);
        for (const WorkloadQuery& query : workload_.queries)
            complain_of_reference(query.position.line, query.id, "sample", query.sample, samples);
        for (const WorkloadAction& action : workload_.actions) {
            complain_of_reference(action.position.line, action.id, "sample", action.sample, samples);
            Names named = action.before;
            if (action.after != action.before)
                named.insert(named.end(), action.after.begin(), action.after.end());
            for (const std::string& id : named)
                complain_of_reference(action.position.line, action.id, "query", id, queries);
        }
    }

    // --- values

    std::vector<const toml::table*> tables_of(const toml::table& root, std::string_view key) {
        std::vector<const toml::table*> tables;
        const toml::node* node = root.get(key);
        if (node == nullptr) return tables;
        if (!node->is_array_of_tables()) {
            complain(*node, fmt::format("{} must be tables: [[{}]]", key, key));
            return tables;
        }
        for (const toml::node& item : *node->as_array()) tables.push_back(item.as_table());
        return tables;
    }

    std::string read_required(const toml::table& table, std::string_view part, std::string_view key) {
        if (!table.contains(key)) complain(table, fmt::format("a {} lacks {}", part, key));
        return read_words(table, key);
    }

    std::string read_words(const toml::table& table, std::string_view key) {
        const toml::node* node = table.get(key);
        if (node == nullptr) return "";
        const auto text = node->value_exact<std::string>();
        if (!text || text->empty()) complain(*node, fmt::format("{} must be text", key));
        return text.value_or("");
    }

    bool read_flag(const toml::table& table, std::string_view key) {
        const toml::node* node = table.get(key);
        if (node == nullptr) return false;
        const auto flag = node->value_exact<bool>();
        if (!flag) complain(*node, fmt::format("{} must be true or false", key));
        return flag.value_or(false);
    }

    Names read_names(const toml::table& table, std::string_view key) {
        Names names;
        const toml::node* node = table.get(key);
        if (node == nullptr) return names;
        const toml::array* array = node->as_array();
        if (array == nullptr) {
            complain(*node, fmt::format("{} must be a list of names", key));
            return names;
        }
        for (const toml::node& item : *array) {
            const auto name = item.value_exact<std::string>();
            if (name && !name->empty())
                names.push_back(*name);
            else
                complain(item, fmt::format("{} must be a list of names", key));
        }
        return names;
    }

    // --- problems

    void complain_of_unknown_keys(const toml::table& table, std::string_view part, const Names& known) {
        for (const auto& [key, node] : table) {
            const std::string name(key.str());
            if (std::ranges::find(known, name) != known.end()) continue;
            const std::string place = part.empty() ? "" : fmt::format(" in {}", part);
            complain(node, fmt::format("unknown {}{}{}", name, place, meant(name, known)));
        }
    }

    void complain_of_sql(const toml::table& table, const std::string& id, const Names& problems) {
        const toml::node* sql = table.get("sql");
        for (const std::string& problem : problems)
            complain(*sql, fmt::format("the sql of {}: {}", id, problem));
    }

    void complain_of_reference(int line, const std::string& id, std::string_view kind,
                               const std::string& name, const Names& known) {
        if (name.empty() || std::ranges::find(known, name) != known.end()) return;
        complain_at(line, fmt::format("{} names the {} {}, which is not there{}", id, kind, name,
                                      meant(name, known)));
    }

    template <typename Item>
    void complain_if_twice(const std::vector<Item>& items, const Item& item) {
        const bool there = std::ranges::find(items, item.id, &Item::id) != items.end();
        if (there && !item.id.empty())
            complain_at(item.position.line, fmt::format("{} is there twice", item.id));
    }

    static std::string subject_of(const std::string& id, std::string_view part) {
        return id.empty() ? fmt::format("a {}", part) : id;
    }
    static std::string meant(const std::string& word, const Names& known) {
        const std::string nearest = nearest_of(word, known);
        return nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest);
    }
    FilePosition position_of(const toml::node& node) const { return {workload_.file, line_of(node), 0}; }
    static int line_of(const toml::node& node) { return static_cast<int>(node.source().begin.line); }
    void complain(const toml::node& node, std::string what) { complain_at(line_of(node), std::move(what)); }
    void complain_at(int line, std::string what) { problems_.emplace_back(line, std::move(what)); }

    Names sorted_problems() {
        std::ranges::stable_sort(problems_, {}, [](const auto& problem) { return problem.first; });
        Names lines;
        for (const auto& [line, what] : problems_)
            lines.push_back(fmt::format("{}:{}: {}", workload_.file, line, what));
        return lines;
    }

    Workload workload_;
    std::vector<std::pair<int, std::string>> problems_;
};

toml::table parse_workload_toml(std::string_view text, const std::string& file) try {
    return toml::parse(text, file);
} catch (const toml::parse_error& failure) {
    throw Error(ExitCode::usage, fmt::format("the workload is not valid TOML: {}", failure.description()),
                "Mend the line; values that are text stand in quotes.")
        .at({file, static_cast<int>(failure.source().begin.line),
             static_cast<int>(failure.source().begin.column)});
}

}  // namespace

Workload parse_workload_file(std::string_view text, const std::string& file) {
    return WorkloadReader(file).read(parse_workload_toml(text, file));
}

Workload read_workload_file(const std::filesystem::path& file) {
    const FileText content = read_file(file);
    if (!content.error.empty())
        throw Error(ExitCode::usage,
                    fmt::format("cannot read the workload {}: {}", file.string(), content.error),
                    "Name another one as file in [workload] of migrate.toml.");
    return parse_workload_file(content.text, file.string());
}

}  // namespace migrate

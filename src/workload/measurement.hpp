#pragma once

#include "src/workload/plan_shape.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// One execution of a query: its cost, with which set of parameters.
struct QueryRun {
    std::size_t parameters = 0;  ///< row of the sample, from 0
    PlanCost cost;
};

/// A plan that the server chose, and for how many of the runs.
struct ChosenPlan {
    PlanShape shape;
    std::size_t runs = 0;
};

struct QueryMeasurement {
    std::string id;
    std::string
        not_measured;  ///< why; "" = it was. What would write still has a plan where that could be had
    std::vector<QueryRun> runs;     ///< in order; without the warm-up
    std::vector<ChosenPlan> plans;  ///< the most frequent first; of a query that would write: planned only
    std::size_t wanted_runs = 0;    ///< more than runs.size() where the limit of the query was reached

    bool is_measured() const { return not_measured.empty(); }
};

/// Percentiles are by nearest rank: the p95 of 15 runs is the slowest.
struct QuerySummary {
    std::size_t runs = 0;
    std::int64_t hit = 0;  ///< medians, as all that follow
    std::int64_t read = 0;
    std::int64_t blocks = 0;
    std::int64_t dirtied = 0;
    std::int64_t temp = 0;
    std::int64_t rows = 0;
    std::int64_t median_us = 0;
    std::int64_t p95_us = 0;
};

/// Of the first `runs` runs, or of all where there are fewer. Zeros of none.
QuerySummary summary_of(const std::vector<QueryRun>& runs, std::size_t first = SIZE_MAX);

/// An action in one of its forms: its queries in sequence on one connection, executed as the bot does, with
/// the answers fetched.
struct FormMeasurement {
    std::string not_measured;           ///< why; "" = it was
    std::vector<std::string> queries;   ///< ids, as declared
    std::vector<std::string> left_out;  ///< ids of those that would write, and so were not executed
    std::vector<std::int64_t> runs_us;  ///< wall time of each run in order, the network included

    bool is_measured() const { return not_measured.empty(); }
    std::int64_t median_us() const;
    std::int64_t p95_us() const;
    /// How many in a second on one connection, one after the other; 0 where not measured.
    double per_second() const;
};

struct ActionMeasurement {
    std::string id;
    std::string summary;
    std::string cache;  ///< on a hit in it the lean form runs no query
    FormMeasurement before;
    FormMeasurement after;
};

struct MeasuredTable {
    std::string name;
    bool exists = false;
    std::optional<std::int64_t> rows;  ///< estimated by the server; empty: it was never analysed
    std::int64_t table_bytes = 0;      ///< with TOAST, without indexes
    std::int64_t index_bytes = 0;
};

/// The rows of each sample, as text. They are people's data: nothing prints them.
using SampleRows = std::vector<std::map<std::string, std::optional<std::string>>>;

/// What a workload cost on one database at one time, and on what that was measured.
struct Measurement {
    std::int64_t measured_at = 0;  ///< Unix time
    double seconds = 0;            ///< how long it took
    int server_version = 0;        ///< 150018
    std::string server;            ///< "15.18"
    std::string database;
    bool on_standby = false;
    std::vector<std::string> settings;  ///< planner settings that are not the defaults
    std::vector<MeasuredTable> tables;
    std::string tables_not_read;  ///< why; "" = they were
    std::vector<QueryMeasurement> queries;
    std::vector<ActionMeasurement> actions;
    std::map<std::string, SampleRows> samples;  ///< by id

    /// The medians of its queries' blocks together, each as it was measured by itself; empty where one that
    /// was executed has none.
    std::optional<std::int64_t> blocks_of(const FormMeasurement& form) const;

    /// Null where there is none of that id.
    const QueryMeasurement* find_query(std::string_view id) const;
    const ActionMeasurement* find_action(std::string_view id) const;
};

}  // namespace migrate

#pragma once

#include "src/base/error.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// Where real parameter values come from: a SELECT whose rows are sets of parameters. Queries that name the
/// same sample are given the same row at a time, so that an action is about one chat, one user, one bot. The
/// SELECT orders what it returns, so that it returns the same as long as the data are the same.
struct ParameterSample {
    std::string id;
    std::string sql;
    FilePosition position;
};

/// A query as the bot sends it: parsed and planned each time, with its parameters beside it.
struct WorkloadQuery {
    std::string id;
    std::string sql;                      ///< one statement, with $1, $2, …
    std::string sample;                   ///< the id of a ParameterSample; "" = there are no parameters
    std::vector<std::string> parameters;  ///< columns of the sample, for $1, $2, …
    bool writes = false;
    FilePosition position;
};

/// What a user's click or message sets off, by the queries that it runs in this order. Columns that its
/// sample lacks come from the sample of each query.
struct WorkloadAction {
    std::string id;
    std::string summary;              ///< in words: "answering a message"
    std::string sample;               ///< the id of a ParameterSample; "" = each query's own
    std::vector<std::string> before;  ///< ids of queries, as the bot ran them before the report
    std::vector<std::string> after;   ///< in the lean form; the same where there is no other
    std::string cache;                ///< on a hit in it the lean form runs no query; "" = there is none
    FilePosition position;
};

struct WorkloadLimits {
    std::chrono::milliseconds statement{5'000};      ///< a single execution
    std::chrono::milliseconds query{5'000};          ///< all executions of a query; of a form of an action
    std::chrono::milliseconds total{60'000};         ///< the whole measurement
    std::chrono::milliseconds lock{500};             ///< waiting for a lock
    std::chrono::milliseconds throughput_time{500};  ///< an action is repeated at least that long
    int runs = 15;                                   ///< of a query, and of an action
};

/// What a bot asks of its database: checks/workload.toml.
struct Workload {
    std::string file;
    std::vector<std::string> tables;  ///< that it is about: their sizes are told with the measurement
    std::vector<ParameterSample> samples;
    std::vector<WorkloadQuery> queries;
    std::vector<WorkloadAction> actions;
    WorkloadLimits limits;

    /// Null where there is none of that id.
    const WorkloadQuery* find_query(std::string_view id) const;
    const ParameterSample* find_sample(std::string_view id) const;
};

}  // namespace migrate

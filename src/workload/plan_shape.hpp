#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// What repeats exactly from run to run: which nodes, over which tables, by which indexes.
struct PlanShape {
    /// For people: "Limit(Index Scan Backward chat_contexts by ix_context_chat_order)". An index that is read
    /// without a condition on it, and so from its end on, says "without condition".
    std::string text;
    std::string fingerprint;                 ///< of `text`
    std::vector<std::string> indexes;        ///< sorted names, each once
    std::vector<std::string> seq_scans;      ///< tables that are read in full, likewise
    std::vector<std::string> unconditioned;  ///< indexes that are read without a condition on them, likewise

    bool operator==(const PlanShape&) const = default;
};

/// What one execution cost, in blocks of the server (8 kB unless it was built otherwise).
struct PlanCost {
    std::int64_t shared_hit = 0;
    std::int64_t shared_read = 0;  ///< not in shared buffers; the operating system may have had them
    std::int64_t shared_dirtied = 0;
    std::int64_t temp = 0;  ///< read and written
    std::int64_t rows = 0;
    std::int64_t microseconds = 0;  ///< planning and execution, on the server

    std::int64_t blocks() const { return shared_hit + shared_read; }
};

/// EXPLAIN (FORMAT JSON) as the server wrote it.
struct ExplainedPlan {
    PlanShape shape;
    PlanCost cost;  ///< zeros without ANALYZE
    std::vector<std::string>
        settings;  ///< planner settings that are not the defaults: "random_page_cost = 1.1"
};

/// Errors: ExitCode::defect where it is not such a document. PostgreSQL 13 to 18.
ExplainedPlan parse_explained_plan(std::string_view json);

}  // namespace migrate

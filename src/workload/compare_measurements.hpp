#pragma once

#include "src/workload/measurement.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// Blocks decide, since they repeat exactly; times inform.
enum class CostChange { less, same, more, unknown };
std::string_view name_of(CostChange change);

/// A query in both measurements, compared over the runs that both have: the same parameters in the same
/// order.
struct QueryComparison {
    std::string id;
    CostChange change = CostChange::unknown;
    std::string not_compared;  ///< why `change` is unknown; "" = it is known
    bool same_parameters = true;
    QuerySummary before;
    QuerySummary after;
    std::string shape_before;  ///< "" = no plan
    std::string shape_after;
    bool plan_changed = false;  ///< both have a plan, and they differ
};

/// A form of an action, with the blocks of its queries.
struct ComparedForm {
    FormMeasurement form;
    std::optional<std::int64_t> blocks;
};

/// What can be said of the times of two forms.
enum class SpeedChange { faster, slower, unclear, unknown };
std::string_view name_of(SpeedChange change);

/// Times drift with the machine. So they differ only where the middle halves of the runs lie apart, the
/// medians by a quarter at least, and there is a reason: other queries, or other blocks.
SpeedChange speed_change(const ComparedForm& before, const ComparedForm& after);

/// The old form before, the old form after (what the database alone brought), the lean form after (what the
/// bot gets when it runs that).
struct ActionComparison {
    std::string id;
    std::string summary;
    std::string cache;
    ComparedForm before;
    ComparedForm same_queries;
    ComparedForm after;
};

struct MeasurementComparison {
    std::vector<QueryComparison> queries;  ///< in the order of `after`, then what only `before` has
    std::vector<ActionComparison> actions;
};

/// Blocks are the same when they differ by 2 at most or by a twentieth.
MeasurementComparison compare_measurements(const Measurement& before, const Measurement& after);

/// How many times `before` is `after`; 0 where one of them is 0.
double times_less(double before, double after);

}  // namespace migrate

#pragma once

#include "src/postgres/measuring_session.hpp"

#include <map>
#include <string>

namespace migrate {

/// Real parameter values, read once for a measurement, or taken over from an earlier one.
class WorkloadSamples {
  public:
    WorkloadSamples(MeasuringSession& session, const Workload& workload);

    /// Why there are no values for `query`, taking columns from `first_sample` ("" = none) before its own; ""
    /// if there are.
    std::string find_problem(const WorkloadQuery& query, const std::string& first_sample = {}) const;
    /// How many sets of values there are for it; 1 for a query without parameters. Precondition: no problem.
    std::size_t count_for(const WorkloadQuery& query, const std::string& first_sample = {}) const;
    /// Set `number`, which begins from the first one again behind the last. Precondition: no problem.
    ParameterValues values_for(const WorkloadQuery& query, std::size_t number,
                               const std::string& first_sample = {}) const;

    const std::map<std::string, SampleRows>& rows() const { return rows_; }

  private:
    void read_sample(MeasuringSession& session, const ParameterSample& sample);
    /// The rows that give this column, or null.
    const SampleRows* rows_with(const std::string& column, const WorkloadQuery& query,
                                const std::string& first_sample) const;

    std::map<std::string, SampleRows> rows_;
    std::map<std::string, std::string> problems_;  ///< of samples that could not be read, by id
};

}  // namespace migrate

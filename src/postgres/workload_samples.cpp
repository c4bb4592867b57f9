#include "src/postgres/workload_samples.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

SampleRows sample_rows_of(const pqxx::result& result) {
    SampleRows rows;
    for (const auto& row : result) {
        auto& values = rows.emplace_back();
        for (const auto& field : row)
            values[field.name()] = field.is_null() ? std::nullopt : std::optional<std::string>(field.c_str());
    }
    return rows;
}

}  // namespace

WorkloadSamples::WorkloadSamples(MeasuringSession& session, const Workload& workload) {
    for (const ParameterSample& sample : workload.samples) {
        const auto* earlier = session.options().samples;
        const auto known = earlier != nullptr ? earlier->find(sample.id) : decltype(earlier->end()){};
        if (earlier != nullptr && known != earlier->end())
            rows_[sample.id] = known->second;
        else
            read_sample(session, sample);
    }
}

void WorkloadSamples::read_sample(MeasuringSession& session, const ParameterSample& sample) try {
    SampleRows rows = sample_rows_of(session.read(sample.sql));
    if (rows.empty())
        problems_[sample.id] = fmt::format("there are no rows to take its parameters from: {}", sample.id);
    else
        rows_[sample.id] = std::move(rows);
} catch (const Error& error) {
    problems_[sample.id] =
        fmt::format("its parameters, {}, could not be read: {}", sample.id, session.reason_of(error));
}

const SampleRows* WorkloadSamples::rows_with(const std::string& column, const WorkloadQuery& query,
                                             const std::string& first_sample) const {
    for (const std::string& id : {first_sample, query.sample}) {
        const auto found = rows_.find(id);
        if (found != rows_.end() && found->second.front().contains(column)) return &found->second;
    }
    return nullptr;
}

std::string WorkloadSamples::find_problem(const WorkloadQuery& query, const std::string& first_sample) const {
    for (const std::string& column : query.parameters) {
        if (rows_with(column, query, first_sample) != nullptr) continue;
        for (const std::string& id : {first_sample, query.sample}) {
            if (const auto problem = problems_.find(id); problem != problems_.end()) return problem->second;
        }
        return fmt::format("the sample {} has no column {}", query.sample, column);
    }
    return "";
}

std::size_t WorkloadSamples::count_for(const WorkloadQuery& query, const std::string& first_sample) const {
    std::size_t count = 1;
    for (const std::string& column : query.parameters)
        count = std::max(count, rows_with(column, query, first_sample)->size());
    return count;
}

ParameterValues WorkloadSamples::values_for(const WorkloadQuery& query, std::size_t number,
                                            const std::string& first_sample) const {
    ParameterValues values;
    for (const std::string& column : query.parameters) {
        const SampleRows& rows = *rows_with(column, query, first_sample);
        values.push_back(rows[number % rows.size()].at(column));
    }
    return values;
}

}  // namespace migrate

#include "src/postgres/measure_action.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

namespace migrate {

namespace {

using Clock = MeasuringSession::Clock;

/// One form of an action while it is measured.
class FormMeasuring {
  public:
    FormMeasuring(MeasuringSession& session, const Workload& workload,
                  const std::vector<std::string>& queries, const std::string& sample,
                  const WorkloadSamples& samples)
        : session_(session), samples_(samples), sample_(sample) {
        measured_.queries = queries;
        for (const std::string& id : queries) take_in(*workload.find_query(id));
        if (measured_.is_measured() && executed_.empty()) measured_.not_measured = "its queries would write";
    }

    bool is_measurable() const { return measured_.is_measured(); }

    /// Sets of parameters after which everything has come once.
    std::size_t round() const {
        std::size_t sets = 1;
        for (const WorkloadQuery* query : executed_)
            sets = std::max(sets, samples_.count_for(*query, sample_));
        return sets;
    }

    /// With set `number` of the parameters.
    void execute(std::size_t number, bool counts) {
        if (!is_measurable()) return;
        try {
            const auto time = session_.time_sequence(statements_for(number), writes_);
            if (counts) measured_.runs_us.push_back(time.count());
        } catch (const Error& error) {
            measured_.runs_us.clear();  // costs of some runs only would be those of the cheap ones
            measured_.not_measured = session_.reason_of(error);
        }
    }

    FormMeasurement result() const { return measured_; }

  private:
    void take_in(const WorkloadQuery& query) {
        if (query.writes && !session_.options().writes) {
            measured_.left_out.push_back(query.id);
            return;
        }
        const std::string problem = samples_.find_problem(query, sample_);
        if (!problem.empty() && is_measurable())
            measured_.not_measured = fmt::format("{}: {}", query.id, problem);
        writes_ = writes_ || query.writes;
        executed_.push_back(&query);
    }

    std::vector<MeasuringSession::Statement> statements_for(std::size_t number) const {
        std::vector<MeasuringSession::Statement> statements;
        for (const WorkloadQuery* query : executed_)
            statements.push_back({&query->sql, samples_.values_for(*query, number, sample_)});
        return statements;
    }

    MeasuringSession& session_;
    const WorkloadSamples& samples_;
    const std::string& sample_;
    std::vector<const WorkloadQuery*> executed_;
    bool writes_ = false;  ///< one of them does
    FormMeasurement measured_;
};

/// When the forms of an action have been executed often enough.
class EnoughRuns {
  public:
    EnoughRuns(const WorkloadLimits& limits, std::size_t round, int forms)
        : limits_(limits), round_(round), forms_(forms) {}

    bool reached_after(std::size_t runs) const {
        const auto elapsed = Clock::now() - begun_;
        if (runs > 0 && elapsed >= limits_.query * forms_) return true;
        return runs >= static_cast<std::size_t>(limits_.runs) &&
               elapsed >= limits_.throughput_time * forms_ && runs % round_ == 0;
    }

  private:
    const WorkloadLimits& limits_;
    std::size_t round_;
    int forms_;
    Clock::time_point begun_ = Clock::now();
};

void execute_often_enough(std::vector<FormMeasuring>& forms, const WorkloadLimits& limits) {
    std::size_t round = 1;
    int measurable = 0;
    for (FormMeasuring& form : forms) {
        form.execute(0, false);
        if (!form.is_measurable()) continue;
        round = std::max(round, form.round());
        ++measurable;
    }
    const EnoughRuns enough(limits, round, measurable);
    const auto is_measurable = [](const FormMeasuring& form) { return form.is_measurable(); };
    for (std::size_t runs = 0; std::ranges::any_of(forms, is_measurable) && !enough.reached_after(runs);
         ++runs)
        for (FormMeasuring& form : forms) form.execute(runs, true);
}

}  // namespace

ActionMeasurement run_action_measurement(MeasuringSession& session, const Workload& workload,
                                         const WorkloadAction& action, const WorkloadSamples& samples) {
    std::vector<FormMeasuring> forms;
    forms.emplace_back(session, workload, action.before, action.sample, samples);
    if (action.after != action.before)
        forms.emplace_back(session, workload, action.after, action.sample, samples);
    execute_often_enough(forms, session.limits());
    return {.id = action.id,
            .summary = action.summary,
            .cache = action.cache,
            .before = forms.front().result(),
            .after = forms.back().result()};
}

}  // namespace migrate

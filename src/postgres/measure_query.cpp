#include "src/postgres/measure_query.hpp"

#include <algorithm>

namespace migrate {

namespace {

using Clock = MeasuringSession::Clock;

constexpr int warm_up_share = 4;
constexpr std::string_view would_write = "executing it would write";

class QueryMeasuring {
  public:
    QueryMeasuring(MeasuringSession& session, const WorkloadQuery& query, const WorkloadSamples& samples,
                   std::set<std::string>& settings)
        : session_(session), query_(query), samples_(samples), settings_(settings) {
        measured_.id = query.id;
        measured_.wanted_runs = static_cast<std::size_t>(session.limits().runs);
    }

    QueryMeasurement run() {
        measured_.not_measured = samples_.find_problem(query_);
        if (!measured_.is_measured()) return measured_;
        if (query_.writes && !session_.options().writes)
            plan_only(std::string(would_write));
        else
            execute_all();
        std::ranges::stable_sort(measured_.plans, std::greater<>{}, &ChosenPlan::runs);
        return measured_;
    }

  private:
    void execute_all() try {
        warm_up();
        const auto begun = Clock::now();
        while (measured_.runs.size() < measured_.wanted_runs) {
            if (!measured_.runs.empty() && Clock::now() - begun >= session_.limits().query) return;
            const std::size_t number = measured_.runs.size() % samples_.count_for(query_);
            const ExplainedPlan explained = execute(number);
            note_plan(explained);
            measured_.runs.push_back({number, explained.cost});
        }
    } catch (const Error& error) {
        give_up(session_.reason_of(error));
    }

    void warm_up() {
        const auto end = Clock::now() + session_.limits().query / warm_up_share;
        for (std::size_t i = 0; i < samples_.count_for(query_) && (i == 0 || Clock::now() < end); ++i)
            execute(i);
    }

    ExplainedPlan execute(std::size_t number) {
        return session_.execute_explained(query_.sql, samples_.values_for(query_, number), query_.writes);
    }

    /// Costs of some runs only would be those of the cheap ones.
    void give_up(std::string reason) {
        measured_.runs.clear();
        measured_.plans.clear();
        plan_only(std::move(reason));
    }

    /// How it would be executed can be had where executing it cannot.
    void plan_only(std::string reason) try {
        measured_.not_measured = std::move(reason);
        for (std::size_t i = 0; i < samples_.count_for(query_); ++i)
            note_plan(session_.plan(query_.sql, samples_.values_for(query_, i)));
    } catch (const Error& error) {
        const std::string why = session_.reason_of(error);
        if (measured_.not_measured == would_write) measured_.not_measured += "; not planned: " + why;
    }

    void note_plan(const ExplainedPlan& explained) {
        settings_.insert(explained.settings.begin(), explained.settings.end());
        const auto known = std::ranges::find(measured_.plans, explained.shape, &ChosenPlan::shape);
        if (known != measured_.plans.end())
            ++known->runs;
        else
            measured_.plans.push_back({explained.shape, 1});
    }

    MeasuringSession& session_;
    const WorkloadQuery& query_;
    const WorkloadSamples& samples_;
    std::set<std::string>& settings_;
    QueryMeasurement measured_;
};

}  // namespace

QueryMeasurement run_query_measurement(MeasuringSession& session, const WorkloadQuery& query,
                                       const WorkloadSamples& samples, std::set<std::string>& settings) {
    return QueryMeasuring(session, query, samples, settings).run();
}

}  // namespace migrate

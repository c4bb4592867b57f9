#include "cli/render/progress/run_events.hpp"

#include "cli/render/model/redacted_json.hpp"

#include <algorithm>

namespace migrate {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::chrono::seconds between_events{1};

/// In ASCII, since stderr can be a terminal, which obeys more than the signs that JSON itself escapes.
std::string line_of(Json event) {
    redact_strings(event);
    constexpr bool only_ascii = true;
    return event.dump(-1, ' ', only_ascii, Json::error_handler_t::replace) + "\n";
}

Json step_json(std::string_view event, const RevisionId& id, const std::string& message, bool upwards,
               bool repair) {
    return {{"event", event},
            {"revision", id.text()},
            {"message", message},
            {"direction", upwards ? "up" : "down"},
            {"repair", repair}};
}

Json blockers_json(const std::vector<Blocker>& blockers, bool queued) {
    Json json = Json::array();
    for (const Blocker& blocker : blockers)
        json.push_back({{"pid", blocker.pid},
                        {"prepared", blocker.prepared},
                        {"user", blocker.user},
                        {"application", blocker.application},
                        {"state", blocker.state},
                        {"age_ms", blocker.age.count()},
                        {"query", blocker.query},
                        {"to_end", queued ? blocker.way_to_cancel() : blocker.way_to_end()}});
    return json;
}

Json progress_json(const BuildProgress& progress, std::optional<int> percent) {
    Json json{{"event", "index_progress"},
              {"index", progress.index},
              {"table", progress.table},
              {"phase", progress.phase}};
    if (percent) json["percent"] = *percent;
    json["elapsed_ms"] = progress.elapsed.count();
    if (percent && progress.left_in_phase) json["left_ms"] = progress.left_in_phase->count();
    json["blockers"] = blockers_json(progress.blockers, false);
    json["more_blockers"] = progress.more_blockers;
    json["queued"] = blockers_json(progress.queued, true);
    return json;
}

bool are_same(const std::vector<Blocker>& some, const std::vector<Blocker>& others) {
    return std::ranges::equal(some, others, [](const Blocker& a, const Blocker& b) { return a.is_same(b); });
}

bool is_news(const BuildProgress& before, const BuildProgress& now) {
    return before.phase != now.phase || before.more_blockers != now.more_blockers ||
           !are_same(before.blockers, now.blockers) || !are_same(before.queued, now.queued);
}

}  // namespace

std::string RunEvents::run_started(const RunPlan& plan) {
    Json revisions = Json::array();
    for (const PlannedStep& step : plan.steps) revisions.push_back(step.revision.id.text());
    return line_of({{"event", "run_started"}, {"revisions", revisions}});
}

std::string RunEvents::run_finished(const RunResult& result) {
    return line_of({{"event", "run_finished"},
                    {"result", name_of(result.kind)},
                    {"duration_ms", result.duration.count()}});
}

std::optional<std::string> RunEvents::waiting_for_lock(const std::string& holder) {
    if (!lock_holder_.is_news(holder)) return std::nullopt;
    return line_of({{"event", "waiting_for_lock"}, {"holder", holder}});
}

std::string RunEvents::step_started(const PlannedStep& step) {
    const RevisionStep& revision = step.revision;
    return line_of(step_json("step_started", revision.id, step.message, revision.upwards, step.repair));
}

std::string RunEvents::step_finished(const StepOutcome& outcome) {
    Json json = step_json("step_finished", outcome.id, outcome.message, outcome.upwards, outcome.repair);
    json["duration_ms"] = outcome.duration.count();
    return line_of(std::move(json));
}

std::string RunEvents::index_started(const PlannedIndex& index) {
    builds_.erase(index.spec.name);
    return line_of({{"event", "index_started"}, {"index", index.spec.name}, {"table", index.spec.table}});
}

std::string RunEvents::index_finished(const IndexOutcome& outcome) {
    builds_.erase(outcome.name);
    return line_of({{"event", "index_finished"},
                    {"index", outcome.name},
                    {"table", outcome.table},
                    {"action", name_of(outcome.verb)},
                    {"duration_ms", outcome.duration.count()},
                    {"size_bytes", outcome.size_bytes}});
}

std::string RunEvents::retrying(const std::string& what, const std::string& why, int attempt) {
    builds_.erase(what);
    return line_of({{"event", "retrying"}, {"what", what}, {"why", why}, {"attempt", attempt}});
}

std::string RunEvents::notice(const std::string& text) {
    return line_of({{"event", "notice"}, {"text", text}});
}

std::optional<std::string> RunEvents::index_progress(const BuildProgress& progress, Time now) {
    Build& build = builds_[progress.index];
    const auto percent = build.percent.note(progress.percent);
    if (build.last && now - build.at < between_events && !is_news(*build.last, progress)) return std::nullopt;
    build.last = progress;
    build.at = now;
    return line_of(progress_json(progress, percent));
}

}  // namespace migrate

#include "cli/render/model/apply_report.hpp"

#include "cli/render/progress/harmless_text.hpp"
#include "src/base/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

std::vector<std::string> names_where(const ApplyReport& report, StepEnd end) {
    std::vector<std::string> names;
    for (const ApplyStep& step : report.steps)
        if (step.end == end) names.push_back(words_of_step(step.name));
    return names;
}

bool has(const ApplyReport& report, StepEnd end) {
    return std::ranges::any_of(report.steps, [&](const ApplyStep& step) { return step.end == end; });
}

std::string clause(const std::vector<std::string>& names, std::string_view what) {
    return names.empty() ? "" : fmt::format("{} {}", list_of(names), what);
}

}  // namespace

std::string_view name_of(StepEnd end) {
    switch (end) {
        case StepEnd::done:
            return "done";
        case StepEnd::nothing_to_do:
            return "nothing";
        case StepEnd::failed:
            return "failed";
        default:
            return "skipped";
    }
}

std::string_view words_of(StepEnd end) {
    return end == StepEnd::nothing_to_do ? "nothing to do" : name_of(end);
}

std::string words_of_step(std::string name) {
    std::ranges::replace(name, '_', ' ');
    return name;
}

ExitCode exit_code_of(const ApplyReport& report) {
    ExitCode code = ExitCode::done;
    for (const ApplyStep& step : report.steps) {
        if (step.end != StepEnd::failed) continue;
        if (step.code != ExitCode::findings) return step.code;
        code = ExitCode::findings;
    }
    return code;
}

std::string_view result_of(const ApplyReport& report) {
    const ExitCode code = exit_code_of(report);
    if (code == ExitCode::refused) return "refused";
    if (code != ExitCode::done) return "failed";
    if (report.dry_run) return "planned";
    return has(report, StepEnd::done) ? "done" : "nothing";
}

std::string failures_of_steps(const ApplyReport& report) {
    std::string text;
    for (const ApplyStep& step : report.steps) {
        if (!step.error) continue;
        const Error& error = *step.error;
        const std::string place = error.position().text();
        const std::string& code = error.sql().sqlstate;
        text +=
            fmt::format("{}: {}{}{}{}\n", words_of_step(step.name), shown(place), place.empty() ? "" : ": ",
                        shown(error.message()), code.empty() ? "" : fmt::format(" [{}]", code));
        if (!error.hint().empty()) text += fmt::format("    {}\n", shown(error.hint()));
    }
    return text;
}

std::string summary_of(const ApplyReport& report) {
    std::vector<std::string> clauses;
    for (const StepEnd end : {StepEnd::failed, StepEnd::skipped, StepEnd::done, StepEnd::nothing_to_do}) {
        const std::string_view what = end == StepEnd::nothing_to_do ? "had nothing to do" : words_of(end);
        if (std::string text = clause(names_where(report, end), what); !text.empty())
            clauses.push_back(std::move(text));
    }
    std::string text;
    for (const std::string& part : clauses) text += (text.empty() ? "" : "; ") + part;
    return fmt::format("{}{}: {}", report.finished ? "" : "unfinished, so far ", result_of(report), text);
}

}  // namespace migrate

#include "cli/apply/step_order.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

bool names(const std::vector<std::string>& words, const StepRule& rule) {
    return std::ranges::any_of(
        words, [&](const std::string& word) { return word == rule.word || word == rule.name; });
}

/// A failure stops what depends on it, and what depends on that.
std::string_view find_failed(const StepRule& rule, const std::vector<ApplyStep>& before) {
    for (const std::string_view cause : rule.stopped_by) {
        const auto step =
            std::ranges::find_if(before, [&](const ApplyStep& taken) { return taken.name == cause; });
        if (step != before.end() && step->end == StepEnd::failed) return cause;
    }
    return {};
}

}  // namespace

const std::vector<StepRule>& step_rules() {
    // The check only looks, and tells the truth about a failed migration as well; a report is owed always.
    static const std::vector<StepRule> rules{
        {.name = "backup", .word = "backup", .needs_server = true},
        {.name = "measure_before", .word = "measure", .needs_server = true},
        {.name = "up", .word = "up", .needs_server = true, .stopped_by = {"backup"}},
        {.name = "check", .word = "check"},
        {.name = "flush", .word = "flush", .stopped_by = {"backup", "up"}},
        {.name = "measure_after", .word = "measure", .needs_server = true, .stopped_by = {"backup", "up"}},
        {.name = "report", .word = "report"},
    };
    return rules;
}

std::vector<std::string> apply_step_words() {
    std::vector<std::string> words;
    for (const StepRule& rule : step_rules())
        for (const std::string_view word : {rule.word, rule.name})
            if (std::ranges::find(words, word) == words.end()) words.emplace_back(word);
    return words;
}

std::string find_reason_to_skip(const StepRule& rule, const StepChoice& choice,
                                const std::vector<ApplyStep>& before) {
    if (names(choice.skip, rule)) return "left out by --skip";
    if (!choice.only.empty() && !names(choice.only, rule)) return "not among --only";
    if (rule.name == "report") return "";
    if (choice.interrupted) return "interrupted";
    if (const std::string_view failed = find_failed(rule, before); !failed.empty())
        return fmt::format("{} failed", failed);
    if (rule.needs_server && choice.server_lost) return "the server cannot be reached";
    return "";
}

}  // namespace migrate

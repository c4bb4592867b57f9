#include "checks/evaluate_checks.hpp"

#include "src/base/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

bool is_meant(const Check& check, const std::string& word) {
    return check.id == word || check.group() == word;
}

bool is_meant(const Check& check, const std::vector<std::string>& words) {
    return std::ranges::any_of(words, [&](const std::string& word) { return is_meant(check, word); });
}

void refuse_unknown(const std::vector<Check>& table, const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        if (std::ranges::any_of(table, [&](const Check& check) { return is_meant(check, word); })) continue;
        std::vector<std::string> known;
        for (const Check& check : table) {
            known.emplace_back(check.id);
            known.emplace_back(check.group());
        }
        const std::string meant = nearest_of(word, known);
        throw Error(
            ExitCode::usage, fmt::format("there is no check {}, and no group of that name", word),
            meant.empty() ? "`migrate explain checks` lists them." : fmt::format("Did you mean {}?", meant));
    }
}

/// Why a check cannot look at all; "" = it can.
std::string absence_for(const Check& check, const Facts& facts) {
    for (const Need need : all_needs) {
        if (check.needs.contains(need) && !has(facts, need)) return facts.absence_of(need);
    }
    return "";
}

CheckText text_of(const Check& check) {
    return {.id = std::string(check.id),
            .severity = check.severity,
            .summary = std::string(check.summary),
            .why = std::string(check.why),
            .fix = std::string(check.fix)};
}

Finding finding_of(const Check& check, Observation seen) {
    return {.check = std::string(check.id),
            .severity = seen.severity.value_or(check.severity),
            .subject = std::move(seen.subject),
            .message = std::move(seen.message),
            .fix = seen.fix.empty() ? std::string(check.fix) : std::move(seen.fix),
            .position = std::move(seen.position)};
}

void evaluate(const Check& check, const Facts& facts, Report& report) {
    std::string absence = absence_for(check, facts);
    Outcome outcome = absence.empty() ? check.find(facts) : Outcome::skipped(std::move(absence));
    if (!outcome.not_checked.empty()) {
        report.skipped.push_back({std::string(check.id), std::move(outcome.not_checked)});
        return;
    }
    report.checked.push_back(text_of(check));
    for (Observation& seen : outcome.seen) report.findings.push_back(finding_of(check, std::move(seen)));
}

}  // namespace

bool has(const Facts& facts, Need need) {
    switch (need) {
        case Need::files:
            return facts.files.has_value();
        case Need::history:
            return facts.history.has_value();
        case Need::catalog:
            return facts.catalog.has_value();
        case Need::server:
            return facts.server.has_value();
        case Need::settings:
            return facts.settings.has_value();
        case Need::statements:
            return facts.statements.has_value();
        case Need::merge:
            return facts.merge.has_value();
        case Need::drift:
            return facts.drift.has_value();
        case Need::round_trip:
            return facts.round_trip.has_value();
    }
    return false;
}

Outcome Outcome::skipped(std::string reason) {
    Outcome outcome;
    outcome.not_checked = std::move(reason);
    return outcome;
}

std::vector<Check> select_checks(const std::vector<Check>& table, const CheckSelection& selection) {
    refuse_unknown(table, selection.only);
    refuse_unknown(table, selection.skip);
    std::vector<Check> chosen;
    for (const Check& check : table) {
        const bool wanted = selection.only.empty() ? !check.by_request : is_meant(check, selection.only);
        if (wanted && !is_meant(check, selection.skip)) chosen.push_back(check);
    }
    return chosen;
}

Needs needs_of(const std::vector<Check>& checks) {
    Needs needs;
    for (const Check& check : checks) {
        needs.add(check.needs);
        needs.add(check.uses);
    }
    return needs;
}

Report evaluate_checks(const std::vector<Check>& checks, const Facts& facts) {
    Report report;
    for (const Check& check : checks) evaluate(check, facts, report);
    std::ranges::stable_sort(report.findings, std::ranges::greater{}, &Finding::severity);
    return report;
}

}  // namespace migrate

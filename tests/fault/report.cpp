#include "tests/fault/report.hpp"

#include <map>

#include <fmt/format.h>

namespace migrate::fault {

namespace {

using Counts = std::map<std::string, int>;

Counts phases_of(const std::vector<Outcome>& outcomes, Fault fault) {
    Counts counts;
    for (const Outcome& outcome : outcomes) {
        for (const Strike& strike : outcome.strikes) counts[strike.phase] += strike.fault == fault ? 1 : 0;
    }
    return counts;
}

std::string render_fault(const std::vector<Outcome>& outcomes, const FaultText& text) {
    int total = 0;
    std::string phases;
    for (const auto& [phase, count] : phases_of(outcomes, text.fault)) {
        total += count;
        if (count > 0) phases += fmt::format("    {:4}  {}\n", count, phase);
    }
    return fmt::format("{:4}  {}\n{}", total, text.name, phases);
}

std::string render_totals(const std::vector<Outcome>& outcomes) {
    std::size_t violated = 0;
    std::size_t committed = 0;
    std::size_t in_doubt = 0;
    int noticed = 0;
    int killed = 0;
    for (const Outcome& outcome : outcomes) {
        violated += outcome.violations.empty() ? 0 : 1;
        committed += outcome.rows_committed;
        in_doubt += outcome.rows_in_doubt;
        noticed += outcome.half_open_noticed;
        killed += outcome.half_open_killed;
    }
    return fmt::format(
        "{} rounds, {} with violations; {} transactions of writers committed, {} in doubt; half-open noticed by the "
        "program {}, killed {}\n",
        outcomes.size(), violated, committed, in_doubt, noticed, killed);
}

}  // namespace

std::string render_round(const Outcome& outcome) {
    std::string text = fmt::format("seed {}: {}\n", outcome.choices.seed, outcome.choices.text());
    for (const Strike& strike : outcome.strikes)
        text += fmt::format("    {} struck: {}\n", name_of(strike.fault), strike.phase);
    if (outcome.violations.empty()) return text;
    for (const std::string& violation : outcome.violations)
        text += fmt::format("  VIOLATION {}\n", violation);
    return text + fmt::format("{}  replay: ./dev test fault --seed {} --rounds 1\n", outcome.transcript,
                              outcome.choices.seed);
}

std::string render_report(const std::vector<Outcome>& outcomes) {
    std::string text = "faults, and what migrate was at when they struck\n";
    for (const FaultText& fault : fault_texts()) text += render_fault(outcomes, fault);
    return text + render_totals(outcomes);
}

}  // namespace migrate::fault

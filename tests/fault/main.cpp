// Random faults at random moments, and what the next run makes of them. Ends with 1 where anything was wrong.

// The support of the other tests reports to Catch2, so its code has to be here, too; no test case of it runs.
#define CATCH_CONFIG_RUNNER
#include "tests/fault/options.hpp"
#include "tests/fault/report.hpp"
#include "tests/fault/round.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <exception>
#include <iostream>

using namespace migrate::fault;

namespace {

std::vector<Outcome> run_rounds(const Options& options) {
    std::vector<Outcome> outcomes;
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < options.rounds; ++i) {
        if (options.limit.count() > 0 && std::chrono::steady_clock::now() - start > options.limit) break;
        const Choices choices = Choices::draw(options.seed + static_cast<std::uint64_t>(i));
        outcomes.push_back(run_round(choices, options.patience));
        std::cout << render_round(outcomes.back()) << std::flush;
    }
    return outcomes;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const Options options = parse_options({argv + 1, argv + argc});
        const std::vector<Outcome> outcomes = run_rounds(options);
        std::cout << render_report(outcomes);
        return std::all_of(outcomes.begin(), outcomes.end(),
                           [](const Outcome& outcome) { return outcome.violations.empty(); })
                   ? 0
                   : 1;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 2;
    }
}

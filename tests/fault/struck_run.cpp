#include "tests/fault/struck_run.hpp"

#include <algorithm>
#include <csignal>
#include <thread>

#include <fmt/format.h>

namespace migrate::fault {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr auto after_the_run = "after the run";
constexpr milliseconds patience_with_phase{15'000};
constexpr milliseconds patience_with_program{60'000};
constexpr milliseconds patience_with_kernel{10'000};

class Run {
  public:
    Run(const Scene& scene, const std::vector<std::string>& arguments, const StrikePlan& plan)
        : scene_(scene), plan_(plan), process_(scene.program.start(arguments)) {
        scene_.monitor.forget();
    }

    StruckRun run() {
        // A phase may last a millisecond: what was seen is struck without another look.
        if (plan_.moment.phase.empty())
            strike(plan_.fault, await_time());
        else
            strike(plan_.fault, await_phase());
        if (plan_.second) strike_again(*plan_.second);
        scene_.blocker.end_after(plan_.block_after);
        await_end();
        judge();
        return std::move(run_);
    }

  private:
    bool has_ended() { return process_.wait(milliseconds(0)).has_value(); }

    std::string read_phase() {
        std::string phase = scene_.monitor.read_phase();
        scene_.blocker.phase_seen(phase);
        return phase;
    }

    std::string await_time() {
        const auto part = plan_.moment.part * static_cast<double>(plan_.usual_duration.count());
        const auto moment = Clock::now() + milliseconds(static_cast<std::int64_t>(part));
        while (Clock::now() < moment && !has_ended()) {
            read_phase();
            pause();
        }
        return look();
    }

    /// Of a phase that does not come as often, the moment comes before the run ends.
    std::string await_phase() {
        const bool is_held = plan_.moment.phase.starts_with("waiting");
        const auto deadline = Clock::now() + (is_held ? patience_with_phase : plan_.usual_duration * 4 / 5);
        std::string before;
        for (int seen = 0; Clock::now() < deadline && !has_ended();) {
            const std::string phase = read_phase();
            if (phase == plan_.moment.phase && phase != before && ++seen == plan_.moment.occurrence)
                return phase;
            before = phase;
            std::this_thread::sleep_for(milliseconds(1));
        }
        return look();
    }

    /// Looking takes time from the builds: only so often that no phase is overlooked.
    static void pause() { std::this_thread::sleep_for(milliseconds(3)); }

    std::string look() { return has_ended() ? std::string(after_the_run) : read_phase(); }

    void strike(Fault fault, const std::string& phase) {
        run_.strikes.push_back({fault, phase == "no session" ? "connecting" : phase});
        fault::strike(fault, {process_, scene_.proxy, scene_.monitor, plan_.victim, plan_.outage});
    }

    void strike_again(Fault fault) {
        const auto moment = Clock::now() + plan_.second_after;
        while (Clock::now() < moment && !has_ended()) pause();
        strike(fault, look());
    }

    bool was(Fault fault) const {
        return std::any_of(run_.strikes.begin(), run_.strikes.end(), [&](const Strike& strike) {
            return strike.fault == fault && strike.phase != after_the_run;
        });
    }

    void await_end() {
        const bool half_open = was(Fault::half_open);
        auto result = process_.wait(half_open ? plan_.patience : patience_with_program);
        run_.noticed_half_open = half_open && result && result->signal == 0;
        run_.killed_half_open = half_open && !result;
        if (!result) {
            if (!half_open) run_.violations.emplace_back("the struck run does not end");
            process_.kill(SIGKILL);
            killed_ = true;
            result = process_.wait(patience_with_kernel);
        }
        run_.result = result.value();
        scene_.proxy.cut();  // in time the server notices half-open connections too
    }

    /// Other codes say that the revisions, the plan or the program are wrong, and nothing of that is true.
    void judge() {
        const test::ProcessResult& result = run_.result;
        const bool expected_code = result.exit_code == 0 || result.exit_code == 3 || result.exit_code == 4;
        const bool struck_dead =
            std::any_of(run_.strikes.begin(), run_.strikes.end(), [&](const Strike& strike) {
                return result.signal != 0 && result.signal == signal_of(strike.fault);
            });
        if (!expected_code && !struck_dead && !killed_)
            run_.violations.push_back(fmt::format("the struck run ended with {}", end_of(result)));
    }

    const Scene& scene_;
    const StrikePlan& plan_;
    test::Process process_;
    bool killed_ = false;
    StruckRun run_;
};

}  // namespace

StruckRun run_and_strike(const Scene& scene, const std::vector<std::string>& arguments,
                         const StrikePlan& plan) {
    return Run(scene, arguments, plan).run();
}

std::string end_of(const test::ProcessResult& result) {
    if (result.timed_out) return "no end: killed after a long wait";
    return result.signal != 0 ? fmt::format("signal {}", result.signal)
                              : fmt::format("exit code {}", result.exit_code);
}

}  // namespace migrate::fault

#include "tests/fault/round.hpp"

#include "src/sandbox/system_call.hpp"
#include "tests/fault/blocker.hpp"
#include "tests/fault/databases.hpp"
#include "tests/fault/monitor.hpp"
#include "tests/fault/struck_run.hpp"
#include "tests/support/test_server.hpp"

#include <exception>
#include <thread>

#include <fmt/format.h>

namespace migrate::fault {

namespace {

using std::chrono::milliseconds;
using Words = std::vector<std::string>;

constexpr int writer_count = 3;
constexpr milliseconds patience_with_sessions{20'000};

std::filesystem::path server_socket() {
    const Sandbox& server = test::test_server();
    return server.socket_directory() / fmt::format(".s.PGSQL.{}", server.port());
}

class Round {
  public:
    Round(const Choices& choices, milliseconds patience)
        : choices_(choices),
          reference_(reference_of(choices.start)),
          database_(template_of(choices.start)),
          program_(choices.small_tables),
          proxy_(server_socket()),
          monitor_(database_.name()),
          writers_(start_writers(database_.url(), writer_count)),
          blocker_(choices.block, database_.url()),
          patience_(patience) {
        outcome_.choices = choices;
    }

    Outcome run() {
        try {
            run_course();
            look();
        } catch (const std::exception& error) {
            outcome_.violations.push_back(fmt::format("the round broke off: {}", error.what()));
        }
        return std::move(outcome_);
    }

  private:
    void run_course() {
        switch (choices_.course) {
            case Course::up:
                run_struck({"up"}, first_plan());
                break;
            case Course::up_then_up_faultily:
                run_struck({"up"}, first_plan());
                run_struck({"up"}, next_plan());
                break;
            case Course::down_then_down:
                require_success({"up"});
                run_struck(way_down(), first_plan());
                require_success(way_down());
                check_before();
                break;
            case Course::down_then_up:
                require_success({"up"});
                run_struck(way_down(), first_plan());
                break;
        }
        require_success({"up"});
    }

    static Words way_down() { return {"down", parent_revision, "--yes"}; }

    StrikePlan first_plan() const {
        return {.fault = choices_.fault,
                .moment = choices_.moment,
                .second = choices_.second,
                .second_after = choices_.second_after,
                .block_after = choices_.block_after,
                .victim = choices_.victim,
                .outage = choices_.outage,
                .usual_duration = reference_.duration,
                .patience = patience_};
    }

    StrikePlan next_plan() const {
        StrikePlan plan = first_plan();
        plan.fault = choices_.next_fault;
        plan.moment = {.phase = "", .part = choices_.next_part};
        plan.second.reset();
        return plan;
    }

    void run_struck(const Words& arguments, const StrikePlan& plan) {
        blocker_.run_begins();
        const StruckRun run = run_and_strike(
            {program_.at(proxy_.url(database_.name())), proxy_, monitor_, blocker_}, arguments, plan);
        outcome_.strikes.insert(outcome_.strikes.end(), run.strikes.begin(), run.strikes.end());
        outcome_.half_open_noticed += run.noticed_half_open ? 1 : 0;
        outcome_.half_open_killed += run.killed_half_open ? 1 : 0;
        note(arguments, run.result);
        for (const std::string& violation : run.violations) outcome_.violations.push_back(violation);
        if (run.result.exit_code == 0) check_claim(arguments);
        std::this_thread::sleep_for(choices_.next_run_after);
    }

    /// An exit code of 0 is true at once, whatever happened meanwhile.
    void check_claim(const Words& arguments) {
        Session session(database_.url());
        const bool upwards = arguments.front() == "up";
        const std::string& wanted = upwards ? reference_.indexes_after : reference_.indexes_before;
        const std::string is = read_indexes(session);
        if (is != wanted)
            outcome_.violations.push_back(
                fmt::format("{} ended with 0, and the indexes were:\n{}", arguments.front(), is));
    }

    void require_success(Words arguments) {
        const auto result = run_directly(arguments);
        if (result.exit_code != 0)
            outcome_.violations.push_back(
                fmt::format("{}, straight to the server, ended with {}", arguments.front(), end_of(result)));
    }

    test::ProcessResult run_directly(const Words& arguments) {
        auto result = program_.at(database_.url()).run(arguments);
        note(arguments, result);
        return result;
    }

    void note(const Words& arguments, const test::ProcessResult& result) {
        std::string words;
        for (const std::string& word : arguments) words += ' ' + word;
        outcome_.transcript += fmt::format("$ migrate{}\n{}=> {}\n", words, result.errors, end_of(result));
    }

    void check_before() {
        Session session(database_.url());
        add(find_violations_after_down(session, reference_));
    }

    void look() {
        for (const auto& writer : writers_) {
            writer->stop();
            outcome_.rows_committed += writer->committed();
            outcome_.rows_in_doubt += writer->in_doubt();
        }
        if (outcome_.rows_committed == 0) outcome_.violations.emplace_back("nobody could write");
        if (!poll_until(patience_with_sessions, [&] { return monitor_.count_sessions() == 0; }))
            outcome_.violations.emplace_back("sessions of migrate are left");
        Session session(database_.url());
        add(find_violations_after_up(session, reference_, writers_));
        check_nothing_to_do();
        if (choices_.course == Course::down_then_up || choices_.course == Course::down_then_down) {
            require_success(way_down());
            check_before();
        }
        add(find_corruption(session));
    }

    void check_nothing_to_do() {
        const auto result = run_directly({"up"});
        if (result.exit_code != 0 || result.output.find("nothing to do") == std::string::npos)
            outcome_.violations.push_back("up at the end does not say that there is nothing to do: " +
                                          result.output);
    }

    void add(Violations found) {
        for (std::string& violation : found) outcome_.violations.push_back(std::move(violation));
    }

    const Choices& choices_;
    const Reference& reference_;
    test::TestDatabase database_;
    Program program_;
    Proxy proxy_;
    Monitor monitor_;
    Writers writers_;
    Blocker blocker_;
    milliseconds patience_;
    Outcome outcome_;
};

}  // namespace

Outcome run_round(const Choices& choices, milliseconds patience) {
    return Round(choices, patience).run();
}

}  // namespace migrate::fault

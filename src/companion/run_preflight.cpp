#include "src/companion/run_preflight.hpp"

#include "checks/evaluate_checks.hpp"
#include "src/base/error.hpp"
#include "src/companion/bounded.hpp"
#include "src/companion/preflight_verdict.hpp"
#include "src/postgres/connect_failure.hpp"
#include "src/postgres/read_preflight.hpp"

#include <algorithm>
#include <memory>
#include <random>

#include <fmt/format.h>

namespace migrate {

namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::milliseconds;

constexpr Milliseconds first_pause{100};
constexpr Milliseconds longest_pause{2'000};
constexpr Milliseconds remark_interval{10'000};
constexpr Milliseconds spare{50};  ///< to judge and to show

/// What one try came to.
struct Try {
    Report report;
    std::optional<History> history;
    std::string retry_reason;  ///< why another try can help; "" = it cannot
    bool abandoned = false;
};

Try failed_try(const Error& error) {
    const bool passing = can_pass(error);
    const std::string& code = error.sql().sqlstate;
    Try result{.retry_reason = passing ? error.message() : ""};
    result.report.verdict = "unreachable";
    result.report.reason = error.message();
    result.report.findings.push_back(
        {.check = passing ? "server.unreachable" : "server.refused",
         .severity = Severity::error,
         .subject = "server",
         .message = error.message() + (code.empty() ? "" : fmt::format(" [{}]", code)),
         .fix = error.hint(),
         .position = {}});
    return result;
}

Try silent_try(Milliseconds timeout) {
    Error silence(ExitCode::unreachable,
                  fmt::format("no answer from the server within {} ms", timeout.count()),
                  "Check the address and the network to it; a firewall that drops packets looks like this.");
    Try result = failed_try(silence.because({.sqlstate = "08001"}));
    result.abandoned = true;
    return result;
}

std::string server_text(const Connection& connection) {
    const int version = connection.server_version();
    return fmt::format("{} at {}:{} (PostgreSQL {}.{})", connection.database(), connection.host(),
                       connection.port(), version / 10'000, version % 10'000);
}

/// A verdict that another runner may be about to change.
std::string reason_to_wait(const Report& report, const Facts& facts) {
    const bool may_change =
        report.verdict == "behind" || report.verdict == "interrupted" || report.verdict == "invalid_index";
    const std::string& running = facts.history->running;
    return may_change && !running.empty() ? fmt::format("another runner is at work: {}", running) : "";
}

ServerQuestion question_for(const Facts& facts) {
    if (!facts.settings) return ServerQuestion::takes_writes;
    return facts.settings->deployment.role ? ServerQuestion::every_role : ServerQuestion::own_session;
}

Try look(const PreflightRequest& request) {
    Connection connection = Connection::open(request.connect);
    Facts facts = request.facts;
    PreflightFacts read =
        read_preflight_facts(connection, facts.files.value_or(RevisionGraph()), question_for(facts));
    facts.history = std::move(read.history);
    facts.server = std::move(read.server);
    facts.absence_of(Need::catalog) = "preflight takes one look; `migrate check` reads the whole catalog";
    Try result{.report = evaluate_checks(request.checks, facts)};
    judge_preflight(result.report, facts);
    result.report.server = server_text(connection);
    result.retry_reason = reason_to_wait(result.report, facts);
    result.history = std::move(facts.history->history);
    return result;
}

Try try_once(const std::shared_ptr<const PreflightRequest>& request, Clock::time_point deadline) {
    const auto left = std::chrono::duration_cast<Milliseconds>(deadline - Clock::now());
    const Milliseconds timeout = std::min(request->timeout, left);
    try {
        auto result = run_bounded<Try>(Clock::now() + timeout, [request] { return look(*request); });
        return result ? std::move(*result) : silent_try(timeout);
    } catch (const Error& error) {
        return failed_try(error);
    }
}

/// Says why a program waits: at once, then seldom.
class Remarks {
  public:
    explicit Remarks(const std::function<void(const std::string&)>& tell) : tell_(tell) {}

    void waiting(const std::string& reason) {
        if (!tell_ || Clock::now() < next_) return;
        tell_(fmt::format("waiting: {}", reason));
        next_ = Clock::now() + remark_interval;
    }

  private:
    const std::function<void(const std::string&)>& tell_;
    Clock::time_point next_ = Clock::time_point::min();
};

/// The pauses between tries: growing, and jittered, so that many that wait do not come at the same moments;
/// the last one ends in time for one more try.
class Pauses {
  public:
    explicit Pauses(Clock::time_point end) : end_(end) {}

    /// Sleeps, unless there is no time left for another try.
    bool pause() {
        const auto left = std::chrono::duration_cast<Milliseconds>(end_ - Clock::now()) - last_try;
        if (left <= Milliseconds{0}) return false;
        std::uniform_int_distribution<Milliseconds::rep> jitter(pause_.count() / 4, pause_.count());
        std::this_thread::sleep_for(std::min(Milliseconds(jitter(random_)), left));
        pause_ = std::min(pause_ * 2, longest_pause);
        return true;
    }

  private:
    static constexpr Milliseconds last_try{100};  ///< what is kept for it

    Clock::time_point end_;
    Milliseconds pause_ = first_pause;
    std::minstd_rand random_{std::random_device{}()};
};

}  // namespace

PreflightAnswer run_preflight(const PreflightRequest& request,
                              const std::function<void(const std::string&)>& waiting) {
    const auto start = Clock::now();
    const auto deadline = start + std::max(request.timeout, request.wait) - spare;
    const auto shared = std::make_shared<const PreflightRequest>(request);
    Remarks remarks(waiting);
    Pauses pauses(start + request.wait);
    Try last = try_once(shared, deadline);
    bool abandoned = last.abandoned;
    while (!last.retry_reason.empty() && Clock::now() < start + request.wait) {
        remarks.waiting(last.retry_reason);
        if (!pauses.pause()) break;
        last = try_once(shared, deadline);
        abandoned = abandoned || last.abandoned;
    }
    last.report.command = "preflight";
    last.report.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    return {.report = std::move(last.report), .history = std::move(last.history), .abandoned = abandoned};
}

}  // namespace migrate

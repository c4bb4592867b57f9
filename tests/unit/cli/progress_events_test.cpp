// The events of a run: their names are a contract.

#include "cli/render/progress/run_events.hpp"
#include "tests/support/catch.hpp"

#include <nlohmann/json.hpp>

using namespace migrate;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

BuildProgress progress(std::string_view phase, double percent = -1) {
    return {
        .index = "ix_a", .table = "chats", .phase = std::string(phase), .percent = percent, .elapsed = 63s};
}

json parsed(const std::optional<std::string>& line) {
    REQUIRE(line);
    CHECK(line->find('\n') == line->size() - 1);
    return json::parse(*line);
}

}  // namespace

TEST_CASE("the progress of a build tells programs what it tells people") {
    RunEvents events;
    BuildProgress now = progress("building index: scanning table", 42.9);
    now.left_in_phase = 12s;
    CHECK(parsed(events.index_progress(now, 0ms)) == json{{"event", "index_progress"},
                                                          {"index", "ix_a"},
                                                          {"table", "chats"},
                                                          {"phase", "building index: scanning table"},
                                                          {"percent", 42},
                                                          {"elapsed_ms", 63'000},
                                                          {"left_ms", 12'000},
                                                          {"blockers", json::array()},
                                                          {"more_blockers", 0},
                                                          {"queued", json::array()}});
}

TEST_CASE("where nobody knows the percent the event has none") {
    RunEvents events;
    BuildProgress now = progress("waiting for old snapshots");
    now.left_in_phase = 12s;
    now.blockers = {{.pid = 4711,
                     .user = "bot",
                     .application = "worker",
                     .state = "idle in transaction",
                     .age = 2s,
                     .query = "SELECT 1"}};
    now.more_blockers = 3;
    now.queued = {{.pid = 99, .user = "app", .state = "active", .age = 1s, .query = "ANALYZE chats"}};
    const json event = parsed(events.index_progress(now, 0ms));
    CHECK(!event.contains("percent"));
    CHECK(!event.contains("left_ms"));
    CHECK(event["blockers"] == json::array({{{"pid", 4711},
                                             {"prepared", ""},
                                             {"user", "bot"},
                                             {"application", "worker"},
                                             {"state", "idle in transaction"},
                                             {"age_ms", 2000},
                                             {"query", "SELECT 1"},
                                             {"to_end", "SELECT pg_terminate_backend(4711)"}}}));
    CHECK(event["more_blockers"] == 3);
    CHECK(event["queued"][0]["to_end"] == "SELECT pg_cancel_backend(99)");
}

TEST_CASE("progress is an event once a second for each index, and at once when something changes") {
    RunEvents events;
    const auto is_said = [&](const BuildProgress& now, std::chrono::milliseconds at) {
        return events.index_progress(now, at).has_value();
    };
    BuildProgress now = progress("building index: scanning table", 1);
    CHECK(is_said(now, 0ms));
    CHECK_FALSE(is_said(now, 999ms));
    BuildProgress other = now;
    other.index = "ix_b";
    CHECK(is_said(other, 999ms));
    CHECK(is_said(now, 1000ms));
    now.phase = "building index: sorting live tuples";
    CHECK(is_said(now, 1001ms));
    now.blockers = {{.pid = 1, .age = 1s}};
    CHECK(is_said(now, 1002ms));
    now.blockers[0].age = 2s;
    CHECK_FALSE(is_said(now, 1003ms));
    now.queued = {{.pid = 2}};
    CHECK(is_said(now, 1004ms));
}

TEST_CASE("the percent of events never goes back and is never 100 while a build runs") {
    RunEvents events;
    CHECK(parsed(events.index_progress(progress("a", 61), 0s))["percent"] == 61);
    CHECK(parsed(events.index_progress(progress("a", 40), 1s))["percent"] == 61);
    CHECK(parsed(events.index_progress(progress("a", 100), 2s))["percent"] == 99);
}

TEST_CASE("an event is ASCII on one line, whatever a query holds, and without passwords") {
    RunEvents events;
    BuildProgress now = progress("waiting for old snapshots");
    now.blockers = {{.pid = 1, .query = "SELECT '\033[2J\n\xc2\x9b имя \xff' -- password='s3cret'"}};
    const auto line = events.index_progress(now, 0ms);
    REQUIRE(line);
    for (const char sign : line->substr(0, line->size() - 1)) CHECK((sign >= ' ' && sign < 0x7f));
    CHECK(line->find("s3cret") == std::string::npos);
    CHECK(parsed(line)["blockers"][0]["query"].get<std::string>().find("имя") != std::string::npos);
}

TEST_CASE("a run, its steps and its indexes tell programs when they begin and end") {
    RunEvents events;
    const PlannedStep step{.revision = {RevisionId("p"), true, {}}, .message = "indexes"};
    CHECK(parsed(RunEvents::run_started({{step}})) == json{{"event", "run_started"}, {"revisions", {"p"}}});
    CHECK(parsed(RunEvents::step_started(step)) == json{{"event", "step_started"},
                                                        {"revision", "p"},
                                                        {"message", "indexes"},
                                                        {"direction", "up"},
                                                        {"repair", false}});
    CHECK(parsed(events.index_started({.spec = {.name = "ix_a", .table = "chats"}})) ==
          json{{"event", "index_started"}, {"index", "ix_a"}, {"table", "chats"}});
    CHECK(parsed(events.index_finished({.name = "ix_a",
                                        .table = "chats",
                                        .verb = IndexVerb::build,
                                        .duration = 75s,
                                        .size_bytes = 8192})) == json{{"event", "index_finished"},
                                                                      {"index", "ix_a"},
                                                                      {"table", "chats"},
                                                                      {"action", "build"},
                                                                      {"duration_ms", 75'000},
                                                                      {"size_bytes", 8192}});
    CHECK(parsed(RunEvents::step_finished({.id = RevisionId("p"), .message = "indexes", .duration = 80s})) ==
          json{{"event", "step_finished"},
               {"revision", "p"},
               {"message", "indexes"},
               {"direction", "up"},
               {"repair", false},
               {"duration_ms", 80'000}});
    CHECK(parsed(RunEvents::run_finished({.kind = RunResult::Kind::failed, .duration = 81s})) ==
          json{{"event", "run_finished"}, {"result", "failed"}, {"duration_ms", 81'000}});
}

TEST_CASE("waits for another runner, retries and notices are events too") {
    RunEvents events;
    CHECK(parsed(events.waiting_for_lock("pid 7 (migrate up, running: A)")) ==
          json{{"event", "waiting_for_lock"}, {"holder", "pid 7 (migrate up, running: A)"}});
    CHECK_FALSE(events.waiting_for_lock("pid 7 (migrate up, running: B)"));
    CHECK(parsed(events.retrying("ix_a", "deadlock detected", 2)) ==
          json{{"event", "retrying"}, {"what", "ix_a"}, {"why", "deadlock detected"}, {"attempt", 2}});
    CHECK(parsed(RunEvents::notice("a replica is behind")) ==
          json{{"event", "notice"}, {"text", "a replica is behind"}});
}

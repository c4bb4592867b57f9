// Every format shows the same values; the expected documents stand here in full.

#include "cli/render/formats.hpp"
#include "cli/render/text/table.hpp"
#include "tests/support/catch.hpp"

#include <nlohmann/json.hpp>

using namespace migrate;
using namespace std::chrono_literals;

namespace {

const OutputFormat& format(std::string_view name) {
    const OutputFormat* found = find_format(name);
    REQUIRE(found != nullptr);
    return *found;
}

const RevisionGraph& empty_graph() {
    static const RevisionGraph graph = RevisionGraph::build({});
    return graph;
}

StepOutcome index_step() {
    return {.id = RevisionId("perf_001"),
            .message = "indexes",
            .upwards = true,
            .duration = 3400ms,
            .indexes = {{.name = "ix_users_credits",
                         .table = "users",
                         .verb = IndexVerb::build,
                         .duration = 3300ms,
                         .size_bytes = 2'200'000},
                        {.name = "ix_a",
                         .table = "chats",
                         .verb = IndexVerb::adopt,
                         .duration = 1ms,
                         .size_bytes = 8192}}};
}

RunResult failed_run() {
    RunResult result;
    result.kind = RunResult::Kind::failed;
    result.done = {index_step()};
    result.failed_step = StepOutcome{.id = RevisionId("b"), .message = "broken", .duration = 5ms};
    result.error = Error(ExitCode::step_failed, "column \"x\" does not exist", "Mend it.")
                       .at({"migrations/b.sql", 12, 3})
                       .because({"42703", "ALTER TABLE t", "", ""});
    result.not_started = {RevisionId("c"), RevisionId("d")};
    result.heads = {RevisionId("perf_001")};
    result.duration = 3405ms;
    return result;
}

PlannedIndex conflict() {
    PlannedIndex index;
    index.spec = {.name = "ix_m", .table = "t", .keys = {{.column = "a"}}};
    index.action = {.verb = IndexVerb::refuse,
                    .state = IndexState::different,
                    .reason = "the name belongs to another index",
                    .options = {"--on-conflict replace", "--on-conflict keep"}};
    index.wanted = "CREATE INDEX ix_m ON t (a)";
    index.found = "CREATE INDEX ix_m ON t (b)";
    return index;
}

RunPlan refused_plan() {
    RunPlan plan;
    plan.steps.push_back(
        {.revision = {RevisionId("perf_001"), true, {}}, .message = "indexes", .indexes = {conflict()}});
    return plan;
}

}  // namespace

TEST_CASE("a table is aligned, by what a reader sees") {
    CHECK(render_table({"name", ">size"}, {{"имя", "1"}, {"\033[32mlong name\033[0m", "100"}}) ==
          "name       size\nимя           1\n\033[32mlong name\033[0m   100\n");
    CHECK(render_table({"a", "b", "c"}, {{"1", "", "3"}}) == "a  c\n1  3\n");
}

TEST_CASE("a failed run tells people what is done, what failed, and what was not started") {
    CHECK(format("text").result({failed_run(), empty_graph()}, Style{}) ==
          "up perf_001  indexes  3.4 s\n"
          "  build  ix_users_credits  users  3.3 s  2.1 MB\n"
          "  adopt  ix_a              chats   1 ms    8 kB\n"
          "failed b  broken  5 ms\n"
          "not started: c and d\n"
          "failed: 1 step in 3.4 s, now at perf_001\n");
}

TEST_CASE("a failed run tells programs the same") {
    const auto json = nlohmann::json::parse(format("json").result({failed_run(), empty_graph()}, Style{}));
    CHECK(json["result"] == "failed");
    CHECK(json["done"][0]["revision"] == "perf_001");
    CHECK(json["done"][0]["indexes"][0]["action"] == "build");
    CHECK(json["done"][0]["indexes"][0]["size_bytes"] == 2'200'000);
    CHECK(json["failed"]["revision"] == "b");
    CHECK(json["failed"]["error"] == nlohmann::json{{"code", "step_failed"},
                                                    {"exit_code", 4},
                                                    {"message", "column \"x\" does not exist"},
                                                    {"hint", "Mend it."},
                                                    {"file", "migrations/b.sql"},
                                                    {"line", 12},
                                                    {"column", 3},
                                                    {"sqlstate", "42703"},
                                                    {"statement", "ALTER TABLE t"}});
    CHECK(json["not_started"] == nlohmann::json{"c", "d"});
    CHECK(json["heads"] == nlohmann::json{"perf_001"});
}

TEST_CASE("nothing to do is one line") {
    RunResult result;
    result.heads = {RevisionId("b")};
    CHECK(format("text").result({result, empty_graph()}, Style{}) == "nothing to do: at b\n");
    const auto json = nlohmann::json::parse(format("json").result({result, empty_graph()}, Style{}));
    CHECK(json["result"] == "nothing");
    CHECK(json["done"].empty());
}

TEST_CASE("a conflict shows both definitions and what can be typed next") {
    const RunPlan plan = refused_plan();
    CHECK(format("text").refused({plan, empty_graph(), {}, {}}, Style{}) ==
          "conflict: ix_m: the name belongs to another index\n"
          "  wanted  CREATE INDEX ix_m ON t (a)\n"
          "  found   CREATE INDEX ix_m ON t (b)\n"
          "  either  --on-conflict replace\n"
          "  either  --on-conflict keep\n"
          "\n"
          "refused: nothing was changed\n");
    const auto json = nlohmann::json::parse(format("json").refused({plan, empty_graph(), {}, {}}, Style{}));
    CHECK(json["result"] == "refused");
    CHECK(json["conflicts"][0]["found"] == "CREATE INDEX ix_m ON t (b)");
    CHECK(json["not_started"] == nlohmann::json{"perf_001"});
}

TEST_CASE("a plan that builds while writers go on tells how much of the server its builds may take") {
    RunPlan plan = refused_plan();
    PlannedIndex& index = plan.steps[0].indexes[0];
    index.action = {.verb = IndexVerb::build, .reason = "missing"};
    const PlanView view{.plan = plan, .graph = empty_graph(), .build = {.jobs = 2, .workers = 1}};
    CHECK(format("text").plan(view, Style{}) ==
          "up perf_001  indexes\n"
          "  build  ix_m  missing\n"
          "    CREATE INDEX CONCURRENTLY ix_m ON t (a);\n"
          "\n"
          "builds: 2 tables at a time, each with 1 parallel worker and 64 MB\n"
          "1 step; nothing was changed\n");
    const auto json = nlohmann::json::parse(format("json").plan(view, Style{}));
    CHECK(json["build"] == nlohmann::json{{"jobs", 2}, {"workers", 1}, {"memory_kb", 65'536}});
    index.action.verb = IndexVerb::build_plain;
    CHECK(format("text").plan(view, Style{}).find("builds:") == std::string::npos);
}

TEST_CASE("a plan counts the memory and workers of its builds in words") {
    RunPlan plan = refused_plan();
    plan.steps[0].indexes[0].action.verb = IndexVerb::rebuild;
    const auto told = [&](const BuildResources& build) {
        return format("text").plan({.plan = plan, .graph = empty_graph(), .build = build}, Style{});
    };
    CHECK(told({.jobs = 1, .workers = 0, .memory_kb = 0})
              .find("builds: 1 table at a time, each with no parallel worker and 32 MB\n") !=
          std::string::npos);
    CHECK(told({.jobs = 4, .workers = 3, .memory_kb = 1'048'576})
              .find("builds: 4 tables at a time, each with 3 parallel workers and 1 GB\n") !=
          std::string::npos);
}

TEST_CASE("a status fits on one screen and ends with what to type next") {
    const StatusReport report{
        .server = "bot at db:5432 (PostgreSQL 15.8)",
        .verdict = "behind",
        .reason = "1 revision pending",
        .next = "migrate up",
        .revisions = {{RevisionId("a"), "first", "applied", "2025-08-20T19:06:00+00:00", "bot", 12},
                      {RevisionId("b"), "second", "pending", "", "", {}}},
        .pending = {RevisionId("b")},
        .indexes = {{.name = "ix_a",
                     .table = "t",
                     .state = "valid",
                     .definition = "CREATE …",
                     .size_bytes = 8192,
                     .scans = 7,
                     .created_by_us = true}},
        .running = ""};
    CHECK(format("text").status(report, Style{}) ==
          "bot at db:5432 (PostgreSQL 15.8)\n"
          "\n"
          "revision  state    when              who   took  message\n"
          "a         applied  2025-08-20 19:06  bot  12 ms  first\n"
          "b         pending                                second\n"
          "\n"
          "index  table  state  size  scans  whose\n"
          "ix_a   t      valid  8 kB      7  ours\n"
          "\n"
          "behind: 1 revision pending\n"
          "next: migrate up\n");
    const auto json = nlohmann::json::parse(format("json").status(report, Style{}));
    CHECK(json["verdict"] == "behind");
    CHECK(json["pending"] == nlohmann::json{"b"});
    CHECK(json["revisions"][1]["applied_at"].is_null());
    CHECK(json["indexes"][0]["created_by_us"] == true);
}

TEST_CASE("a long history is cut to its newest part") {
    StatusReport report;
    report.verdict = "ready";
    for (int i = 0; i < 1000; ++i)
        report.revisions.push_back({RevisionId("r" + std::to_string(i)), "m", "applied", "", "", {}});
    const std::string text = format("text").status(report, Style{});
    CHECK(std::count(text.begin(), text.end(), '\n') < 25);
    CHECK(text.find("985 older applied revisions") == 0);
    CHECK(text.find("r999") != std::string::npos);
}

TEST_CASE("revisions are shown in Alembic's words") {
    const RevisionLine merge{.id = RevisionId("m"),
                             .parents = {RevisionId("a"), RevisionId("b")},
                             .depends_on = {RevisionId("d")},
                             .labels = {"main"},
                             .children = {},
                             .message = "join",
                             .file = "migrations/m.sql",
                             .head = true,
                             .current = true,
                             .merge_point = true};
    const auto& text = format("text");
    CHECK(text.revisions({merge}, RevisionDetail::line) ==
          "a, b (d) -> m (main) (head) (current) (mergepoint), join\n");
    CHECK(text.revisions({merge}, RevisionDetail::name) == "m (main) (head) (current) (mergepoint)\n");
    CHECK(
        text.revisions({merge}, RevisionDetail::block) ==
        "Rev: m (main) (head) (current) (mergepoint)\nMerges: a, b\nAlso depends on: d\nBranch names: main\n"
        "Path: migrations/m.sql\n\n    join\n\n");
}

TEST_CASE("a plan shows no password of its statements") {
    PlannedIndex index = conflict();
    index.wanted = "CREATE INDEX ix_m ON t (a) WHERE password='s3cret'";
    const RunPlan plan{{{.revision = {RevisionId("p"), true, {}}, .indexes = {index}}}};
    const std::string name = GENERATE("text", "json");
    const std::string shown = format(name).refused({plan, empty_graph(), {}, {}}, Style{});
    CHECK(shown.find("s3cret") == std::string::npos);
    CHECK(shown.find("CREATE INDEX ix_m ON t (a)") != std::string::npos);
}

TEST_CASE("an error in JSON holds no password") {
    const std::string json = format("json").error(Error(
        ExitCode::unreachable, "cannot connect to postgresql://bot:s3cret@db/bot", "See password=s3cret"));
    CHECK(json.find("s3cret") == std::string::npos);
    CHECK(nlohmann::json::parse(json)["error"]["code"] == "unreachable");
}

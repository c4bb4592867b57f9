// The exit code of a flush, and its documents: they tell the same.

#include "src/report/flush_result.hpp"

#include "cli/render/formats.hpp"
#include "tests/support/catch.hpp"

#include <nlohmann/json.hpp>

using namespace migrate;
using namespace std::chrono_literals;

namespace {

FlushResult flushed() {
    FlushResult result;
    result.redis = {{.cache = "menu",
                     .prefix = "bot:menu:",
                     .nodes = {{.address = "cache:6379",
                                .found = 1200,
                                .removed = 1200,
                                .recounted = true,
                                .worst_batch = 3100us}},
                     .duration = 2700ms}};
    result.daemons =
        DaemonFlush{.flush_id = "f1",
                    .caches = {"menu"},
                    .generation = 5,
                    .daemons = {{.name = "bot:1", .pid = 7, .answered_after = 1600us, .cleared = 3}}};
    result.bytecode = {{.root = "bot", .files = 2, .bytes = 2048}};
    return result;
}

DaemonAnswer silent() {
    return {.name = "bot:2", .pid = 8, .likely_cause = "its session ended"};
}

std::string shown(const FlushResult& result, std::string_view format) {
    return find_format(format)->flush(result, Style());
}

nlohmann::json document(const FlushResult& result) {
    return nlohmann::json::parse(shown(result, "json"));
}

}  // namespace

TEST_CASE("the exit code of a flush is the worst that happened") {
    FlushResult result = flushed();
    CHECK(exit_code_of(result) == ExitCode::done);
    result.redis[0].nodes[0].remaining = 4;  // written meanwhile
    CHECK(exit_code_of(result) == ExitCode::done);
    result.daemons->daemons.push_back(silent());
    CHECK(exit_code_of(result) == ExitCode::findings);
    result.redis[0].nodes[0].failure = Error(ExitCode::step_failed, "NOPERM");
    CHECK(exit_code_of(result) == ExitCode::step_failed);
    result.failures.emplace_back(ExitCode::unreachable, "no answer");
    CHECK(exit_code_of(result) == ExitCode::unreachable);
}

TEST_CASE("a dry run misses nobody") {
    FlushResult result = flushed();
    result.dry_run = true;
    result.daemons->daemons = {silent()};
    CHECK(exit_code_of(result) == ExitCode::done);
    CHECK(shown(result, "text").find("did not answer") == std::string::npos);
    CHECK(document(result)["result"] == "planned");
}

TEST_CASE("a flush is told part by part") {
    CHECK(shown(flushed(), "text") ==
          "Redis\n"
          "  cache  keys        server      result              took  worst batch\n"
          "  menu   bot:menu:*  cache:6379  1200 keys removed  2.7 s       3.1 ms\n"
          "daemons  1/1 acknowledged in 1.6 ms\n"
          "  bot:1  pid 7  cleared 3 entries in 1.6 ms\n"
          "bytecode\n"
          "  bot  2 files, 2 kB removed\n"
          "flushed\n");
    const auto json = document(flushed());
    CHECK(json["result"] == "done");
    CHECK(json["redis"][0]["nodes"][0]["removed"] == 1200);
    CHECK(json["redis"][0]["nodes"][0]["worst_batch_ms"] == 3.1);
    CHECK(json["redis"][0]["nodes"][0]["error"].is_null());
    CHECK(json["daemons"]["daemons"][0]["after_ms"] == 1.6);
    CHECK(json["bytecode"][0]["bytes"] == 2048);
}

TEST_CASE("a flush says what was written meanwhile, what could not be removed, and who kept silent") {
    FlushResult result = flushed();
    result.redis[0].nodes[0].remaining = 1;
    result.daemons->daemons.push_back(silent());
    result.not_done = {"bytecode: no folder is configured"};
    const std::string text = shown(result, "text");
    CHECK(text.find("1 key written meanwhile") != std::string::npos);
    CHECK(text.find("1/2 acknowledged in 1.6 ms") != std::string::npos);
    CHECK(text.find("bot:2: its session ended") != std::string::npos);
    CHECK(text.find("not done: bytecode") != std::string::npos);
    CHECK(text.find("1 daemon did not acknowledge\n") != std::string::npos);
    result.redis[0].nodes[0].failure = Error(ExitCode::step_failed, "NOPERM for redis://u:geheim@cache");
    const std::string failed = shown(result, "text");
    CHECK(failed.find("1 key remain") != std::string::npos);
    CHECK(failed.find("NOPERM") != std::string::npos);
    CHECK(failed.find("\nflushed\n") == std::string::npos);
    CHECK((failed + shown(result, "json")).find("geheim") == std::string::npos);
    CHECK(document(result)["result"] == "failed");
}

TEST_CASE("a flush that found nobody and nothing does not say that it flushed") {
    FlushResult result;
    result.daemons = DaemonFlush{.caches = {"menu"}};
    CHECK(shown(result, "text") == "daemons  none has registered\nthere was nothing to flush\n");
    CHECK(exit_code_of(result) == ExitCode::done);
}

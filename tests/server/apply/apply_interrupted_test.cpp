// `migrate apply` is killed in each of its steps, and run again.

#include "tests/server/apply/apply_example.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/comes_true.hpp"

#include <csignal>

using namespace migrate::test;

namespace {

/// Kills the program when it says that it has come to `step`.
void kill_in(const MigrateTest& program, const std::string& step, int signal) {
    Process applying = program.start({"apply", "--report", "report.json"});
    const bool came =
        comes_true([&] { return applying.errors().find("apply: " + step) != std::string::npos; });
    INFO(applying.errors());
    CHECK(came);
    applying.kill(signal);
    CHECK(applying.wait(std::chrono::seconds(60)));
}

std::string undisturbed_schema() {
    const TestDatabase database = models_database();
    MigrateTest program;
    CHECK(apply(deploy_bot(program).database(database.url())).process.exit_code == 0);
    return bot_schema(database);
}

}  // namespace

TEST_CASE("apply that was killed in any step ends, run again, as one that was not") {
    const std::string schema = undisturbed_schema();
    for (const std::string step : {"measure before", "up", "check", "flush", "measure after", "report"}) {
        CAPTURE(step);
        const TestDatabase database = models_database();
        MigrateTest program;
        deploy_bot(program).database(database.url());
        kill_in(program, step, SIGKILL);
        const auto left = nlohmann::json::parse(text_of(program.path() / "report.json"), nullptr, false);
        const bool was_cut_short = left.is_discarded() || left["finished"] == false;
        const Applied again = apply(program, {"--report", "report.json"});
        INFO(again.process.output << again.process.errors);
        CHECK(again.process.exit_code == 0);
        CHECK(usable_indexes(database) == "12");
        CHECK(bot_schema(database) == schema);
        CHECK(again.report["workload"].contains("comparison") == was_cut_short);
        CHECK_FALSE(std::filesystem::exists(program.path() / "report.json.unfinished"));
    }
}

TEST_CASE("apply that is asked to stop ends with 4, and says what it left out") {
    const TestDatabase database = models_database();
    MigrateTest program;
    deploy_bot(program).database(database.url());
    Process applying = program.start({"apply", "--format", "json", "--report", "report.json"});
    CHECK(comes_true([&] { return std::filesystem::exists(program.path() / "report.json"); }));
    applying.kill(SIGINT);
    const auto ended = applying.wait(std::chrono::seconds(60));
    REQUIRE(ended);
    INFO(ended->output << ended->errors);
    const auto report = nlohmann::json::parse(ended->output);
    CHECK(report["finished"] == true);
    if (ended->exit_code != 0) {  // else it was done sooner than it was asked
        CHECK(ended->exit_code == 4);
        CHECK(report["result"] == "failed");
    }
    CHECK(apply(program, {"--report", "report.json"}).process.exit_code == 0);
    CHECK(usable_indexes(database) == "12");
}

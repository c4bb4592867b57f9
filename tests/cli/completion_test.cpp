#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"

using namespace migrate::test;

TEST_CASE("the bash script completes commands and their options") {
    MigrateTest test;
    test.file("completion", test.output_of({"completion", "bash"}));
    const auto complete = [&](const std::string& words, const std::string& position) {
        return run({"bash", "-c",
                    "source '" + (test.path() / "completion").string() + "'; COMP_WORDS=(" + words +
                        "); COMP_CWORD=" + position + "; _migrate; echo ${COMPREPLY[*]}"})
            .output;
    };
    CHECK(complete("migrate hist", "1") == "history\n");
    CHECK(complete("migrate up --on-c", "2") == "--on-conflict\n");
    CHECK(complete("migrate sandbox st", "2") == "start stop\n");
}

TEST_CASE("zsh and fish have their scripts, and other shells an answer") {
    const MigrateTest test;
    CHECK(test.output_of({"completion", "zsh"}).find("#compdef migrate") == 0);
    CHECK(test.output_of({"completion", "fish"}).find("complete -c migrate") != std::string::npos);
    CHECK(test.run({"completion", "tcsh"}).exit_code == 2);
}

#include "src/index/build_failure.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

Error server_error(const std::string& sqlstate) {
    Error error(ExitCode::step_failed, "what the server said", "its hint");
    return error.because({.sqlstate = sqlstate, .statement = "CREATE INDEX", .detail = "", .hint = ""});
}

}  // namespace

TEST_CASE("a build's errors say what they mean and what to type next") {
    for (const char* sqlstate :
         {"23505", "25006", "42501", "53000", "53100", "53200", "53300", "53400", "57014"}) {
        CAPTURE(sqlstate);
        const Error error = reworded_build_failure(server_error(sqlstate));
        CHECK(error.code() == ExitCode::step_failed);
        CHECK(error.message().ends_with(": what the server said"));
        CHECK(error.hint() != "its hint");
        CHECK(error.sql().sqlstate == sqlstate);
    }
    CHECK(reworded_build_failure(server_error("53100")).message() ==
          "the server's disk is full: what the server said");
}

TEST_CASE("an error that builds have no words for stays as it is") {
    for (const char* sqlstate : {"XX000", "40P01", ""}) {
        CHECK(reworded_build_failure(server_error(sqlstate)).message() == "what the server said");
        CHECK(reworded_build_failure(server_error(sqlstate)).hint() == "its hint");
    }
}

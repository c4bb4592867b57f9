#include "src/index/server_release.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

bool is_refused(int version, bool prepared_transactions = false) {
    const auto danger = find_release_danger(version, prepared_transactions);
    return danger && danger->refused;
}

}  // namespace

TEST_CASE("14.0 to 14.3 build no index concurrently, 14.4 does") {
    for (const int version : {140000, 140001, 140003}) CHECK(is_refused(version));
    for (const int version : {130022, 140004, 140019, 150000, 170000}) CHECK_FALSE(is_refused(version));
    CHECK(find_release_danger(140002, false)->source.find("release/14.4") != std::string_view::npos);
}

TEST_CASE("13.0 and 13.1 are refused where transactions can be prepared") {
    CHECK(is_refused(130001, true));
    CHECK_FALSE(is_refused(130001, false));
    CHECK_FALSE(is_refused(130002, true));
}

TEST_CASE("18 before 18.7 gets a remark, and builds") {
    REQUIRE(find_release_danger(180006, false));
    CHECK_FALSE(is_refused(180006));
    CHECK_FALSE(find_release_danger(180007, false));
}

TEST_CASE("releases are written as their makers do") {
    CHECK(release_text(140003) == "14.3");
    CHECK(release_text(180000) == "18.0");
}

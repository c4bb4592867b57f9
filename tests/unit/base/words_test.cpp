#include "src/base/words.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;

TEST_CASE("one thing is counted in the singular, others in the plural") {
    CHECK(count_of(1, "index", "indexes") == "1 index");
    CHECK(count_of(0, "index", "indexes") == "0 indexes");
    CHECK(count_of(12, "revision") == "12 revisions");
}

TEST_CASE("a list reads as a sentence") {
    CHECK(list_of({}) == "");
    CHECK(list_of({"a"}) == "a");
    CHECK(list_of({"a", "b"}) == "a and b");
    CHECK(list_of({"a", "b", "c"}, "or") == "a, b or c");
}

TEST_CASE("sizes are powers of 1024 with at most one decimal") {
    CHECK(bytes_text(0) == "0 bytes");
    CHECK(bytes_text(1023) == "1023 bytes");
    CHECK(bytes_text(8192) == "8 kB");
    CHECK(bytes_text(3565158) == "3.4 MB");
    CHECK(bytes_text(std::int64_t{5} << 40) == "5 TB");
}

TEST_CASE("durations use the two largest units that matter") {
    using std::chrono::milliseconds;
    CHECK(duration_text(milliseconds(0)) == "0 ms");
    CHECK(duration_text(milliseconds(999)) == "999 ms");
    CHECK(duration_text(milliseconds(3400)) == "3.4 s");
    CHECK(duration_text(milliseconds(125'000)) == "2 min 5 s");
    CHECK(duration_text(milliseconds(11'520'000)) == "3 h 12 min");
    CHECK(duration_text(milliseconds(90'000'000)) == "25 h");
    CHECK(duration_text(milliseconds(183'600'000)) == "2 days 3 h");
}

TEST_CASE("a typing mistake finds its neighbour, nonsense finds nobody") {
    CHECK(nearest_of("staus", {"up", "status", "stamp"}) == "status");
    CHECK(nearest_of("xyzzy", {"up", "status", "stamp"}) == "");
}

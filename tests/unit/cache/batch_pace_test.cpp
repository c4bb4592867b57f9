#include "src/cache/batch_pace.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;
using Time = BatchPace::Time;

TEST_CASE("a batch that was hardly noticed is doubled, one that took too long is halved") {
    BatchPace pace;
    const int first = pace.count();
    pace.took(BatchPace::hardly_noticed - Time(1));
    CHECK(pace.count() == 2 * first);
    pace.took(BatchPace::hardly_noticed);
    pace.took(BatchPace::too_long);
    CHECK(pace.count() == 2 * first);
    pace.took(BatchPace::too_long + Time(1));
    CHECK(pace.count() == first);
    CHECK(pace.worst() == BatchPace::too_long + Time(1));
}

TEST_CASE("the size of a batch stays within its bounds") {
    BatchPace pace;
    for (int i = 0; i < 20; ++i) pace.took(Time(10));
    CHECK(pace.count() == BatchPace::most_count);
    for (int i = 0; i < 20; ++i) pace.took(Time(50'000));
    CHECK(pace.count() == BatchPace::least_count);
}

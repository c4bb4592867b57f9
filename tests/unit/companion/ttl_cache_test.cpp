// The cache that a daemon keeps in memory. Time is a clock of our own, but where threads race.

#include "src/companion/ttl_cache.hpp"

#include "tests/support/catch.hpp"

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using migrate::TtlCache;

namespace {

struct HandClock {
    using duration = std::chrono::milliseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<HandClock>;
    static constexpr bool is_steady = true;

    static time_point now() { return time_point(moment); }
    static inline duration moment{0};
};

using Cache = TtlCache<int, std::string, std::hash<int>, HandClock>;

}  // namespace

TEST_CASE("an entry is found until it is as old as the cache allows, and not a moment longer") {
    Cache cache(100ms, 10);
    cache.insert(1, "one");
    HandClock::moment += 99ms;
    CHECK(cache.find(1) == "one");
    HandClock::moment += 1ms;
    CHECK_FALSE(cache.find(1));
    CHECK(cache.size() == 0);
    CHECK(cache.counters().expired == 1);
    CHECK(cache.counters().hits == 1);
    CHECK(cache.counters().misses == 1);
}

TEST_CASE("looking an entry up makes it no younger, inserting it again does") {
    Cache cache(100ms, 10);
    cache.insert(1, "old");
    cache.insert(2, "old");
    HandClock::moment += 60ms;
    CHECK(cache.find(1) == "old");
    cache.insert(2, "new");
    HandClock::moment += 60ms;
    CHECK_FALSE(cache.find(1));
    CHECK(cache.find(2) == "new");
}

TEST_CASE("there are never more entries than allowed, and what was not used for longest goes") {
    Cache cache(1h, 3);
    for (const int key : {1, 2, 3}) cache.insert(key, "x");
    CHECK(cache.find(1));
    cache.insert(2, "y");
    cache.insert(4, "x");
    CHECK(cache.size() == 3);
    CHECK_FALSE(cache.find(3));
    CHECK(cache.find(1));
    CHECK(cache.find(2));
    CHECK(cache.find(4));
    CHECK(cache.counters().evictions == 1);
}

TEST_CASE("making room takes out what is too old without calling it an eviction") {
    Cache cache(100ms, 2);
    cache.insert(1, "x");
    HandClock::moment += 200ms;
    cache.insert(2, "x");
    cache.insert(3, "x");
    CHECK(cache.size() == 2);
    CHECK(cache.counters().evictions == 0);
    CHECK(cache.counters().expired == 1);
}

TEST_CASE("the order of use survives taking entries out anywhere in it") {
    Cache cache(1h, 4);
    for (int key = 0; key < 4; ++key) cache.insert(key, "x");
    CHECK(cache.erase(0));
    CHECK(cache.erase(3));
    CHECK_FALSE(cache.erase(3));
    for (int key = 4; key < 8; ++key) cache.insert(key, "x");
    for (int key = 0; key < 4; ++key) CHECK_FALSE(cache.find(key));
    CHECK(cache.clear() == 4);
    CHECK(cache.clear() == 0);
    cache.insert(1, "again");
    CHECK(cache.find(1) == "again");
}

TEST_CASE("a cache of no size or no age keeps nothing") {
    Cache no_size(1h, 0);
    no_size.insert(1, "x");
    CHECK_FALSE(no_size.find(1));
    Cache no_age(0ms, 10);
    no_age.insert(1, "x");
    CHECK_FALSE(no_age.find(1));
}

TEST_CASE("a miss is loaded once, and what was loaded is kept") {
    Cache cache(1h, 10);
    int loads = 0;
    const auto load = [&] { return std::to_string(++loads); };
    CHECK(cache.find_or_load(1, load) == "1");
    CHECK(cache.find_or_load(1, load) == "1");
    CHECK(loads == 1);
    CHECK_THROWS_AS(cache.find_or_load(2, []() -> std::string { throw std::runtime_error("no"); }),
                    std::runtime_error);
    CHECK(cache.size() == 1);
}

TEST_CASE("a value that was loaded while the cache was flushed is not kept: it may be the old one") {
    Cache cache(1h, 10);
    const auto load_during = [&](auto flush) {
        return cache.find_or_load(1, [&] {
            flush();
            return std::string("old");
        });
    };
    CHECK(load_during([&] { cache.clear(); }) == "old");
    CHECK_FALSE(cache.find(1));
    CHECK(load_during([&] { cache.erase(1); }) == "old");
    CHECK_FALSE(cache.find(1));
    CHECK(load_during([] {}) == "old");
    CHECK(cache.find(1) == "old");
}

TEST_CASE("eight threads use one cache at once, and age, size and counters hold") {
    constexpr std::size_t most = 64;
    TtlCache<int, std::shared_ptr<const int>> cache(2ms, most);
    std::atomic<std::uint64_t> lookups{0};
    std::atomic<bool> wrong{false};
    const auto work = [&](int seed) {
        std::uint64_t mine = 0;
        unsigned random = static_cast<unsigned>(seed) * 2654435761U + 1;
        for (int i = 0; i < 20'000; ++i) {
            random = random * 1664525U + 1013904223U;
            const int key = static_cast<int>(random >> 24);
            if (random % 997 == 0) cache.clear();
            if (random % 31 == 0) cache.erase(key);
            const auto value = cache.find_or_load(key, [key] { return std::make_shared<const int>(key); });
            ++mine;
            if (*value != key || cache.size() > most) wrong = true;
        }
        lookups += mine;
    };
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 8; ++thread) threads.emplace_back(work, thread);
    for (std::thread& thread : threads) thread.join();
    CHECK_FALSE(wrong);
    const auto counters = cache.counters();
    CHECK(counters.hits + counters.misses == lookups);
    CHECK(counters.hits > 0);
    CHECK(counters.evictions > 0);
    CHECK(cache.size() <= most);
}

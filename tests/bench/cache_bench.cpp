// The cache of a daemon beside the least that could do its work: a mutex and an unordered_map, which forgets
// nothing. Each line of the output is one round: million look-ups a second of the cache and of that floor,
// with one thread, then with eight; the last line is bytes an entry of both.
//
//   cache_bench ROUNDS

#include "src/companion/ttl_cache.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>
#include <vector>

#include <malloc.h>

namespace {

using Value = std::int64_t;
constexpr std::int64_t keys = 10'000;
constexpr int lookups = 4'000'000;  ///< of one round, shared by its threads
constexpr int inserts_in = 10;      ///< one of so many operations inserts

std::atomic<Value> seen{0};  ///< so that nothing is optimized away

class Floor {
  public:
    std::optional<Value> find(std::int64_t key) {
        const std::lock_guard lock(mutex_);
        const auto found = values_.find(key);
        return found == values_.end() ? std::nullopt : std::optional(found->second);
    }
    void insert(std::int64_t key, Value value) {
        const std::lock_guard lock(mutex_);
        values_.insert_or_assign(key, value);
    }

  private:
    std::mutex mutex_;
    std::unordered_map<std::int64_t, Value> values_;
};

template <typename Cache>
Value use(Cache& cache, int operations, std::uint32_t random) {
    Value sum = 0;
    for (int i = 0; i < operations; ++i) {
        random = random * 1664525U + 1013904223U;
        const std::int64_t key = (random >> 8) % keys;
        if (i % inserts_in == 0)
            cache.insert(key, i);
        else
            sum += cache.find(key).value_or(0);
    }
    return sum;
}

/// Million operations a second.
template <typename Cache>
double throughput(Cache& cache, unsigned threads) {
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::thread> crew;
    for (unsigned thread = 0; thread < threads; ++thread)
        crew.emplace_back([&cache, threads, thread] {
            seen += use(cache, lookups / static_cast<int>(threads), thread * 977U + 1U);
        });
    for (std::thread& one : crew) one.join();
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
    return lookups / took.count();
}

double bytes_an_entry(const std::function<void(std::int64_t)>& insert) {
    constexpr std::int64_t entries = 200'000;
    const std::size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
    for (std::int64_t key = 0; key < entries; ++key) insert(key);
    return static_cast<double>(mallinfo2().uordblks + mallinfo2().hblkhd - before) /
           static_cast<double>(entries);
}

}  // namespace

int main(int count, char** arguments) {
    const int rounds = count > 1 ? std::atoi(arguments[1]) : 5;
    migrate::TtlCache<std::int64_t, Value> cache(std::chrono::minutes(30), keys);
    Floor floor;
    for (std::int64_t key = 0; key < keys; ++key) {
        cache.insert(key, key);
        floor.insert(key, key);
    }
    for (int round = 0; round < rounds; ++round) {
        const double cache_1 = throughput(cache, 1);
        const double floor_1 = throughput(floor, 1);
        const double cache_8 = throughput(cache, 8);
        const double floor_8 = throughput(floor, 8);
        std::printf("%.3f %.3f %.3f %.3f\n", cache_1, floor_1, cache_8, floor_8);
    }
    migrate::TtlCache<std::int64_t, Value> large(std::chrono::minutes(30), 1'000'000);
    Floor large_floor;
    const double cache_bytes = bytes_an_entry([&](std::int64_t key) { large.insert(key, key); });
    const double floor_bytes = bytes_an_entry([&](std::int64_t key) { large_floor.insert(key, key); });
    std::printf("%.1f %.1f\n", cache_bytes, floor_bytes);
}

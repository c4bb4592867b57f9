#include "src/cache/batch_clock.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace migrate {

namespace {

long long number_in(const redisReply& reply) {
    const std::string_view text = text_of(reply);
    long long number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// TIME answers with seconds and the microseconds beyond them.
std::optional<BatchClock::Time> server_time(const redisReply& reply) {
    if (reply.type != REDIS_REPLY_ARRAY || reply.elements != 2) return {};
    return std::chrono::seconds(number_in(*reply.element[0])) +
           BatchClock::Time(number_in(*reply.element[1]));
}

template <class Clock>
BatchClock::Time elapsed_since(std::chrono::time_point<Clock> start) {
    return std::chrono::duration_cast<BatchClock::Time>(Clock::now() - start);
}

/// What a question costs, whatever the server answers to it.
BatchClock::Time least_round_trip(RedisConnection& connection) {
    constexpr int tries = 5;
    auto least = BatchClock::Time::max();
    for (int i = 0; i < tries; ++i) {
        const auto start = std::chrono::steady_clock::now();
        connection.ask({"PING"});
        least = std::min(least, elapsed_since(start));
    }
    return least;
}

}  // namespace

BatchClock::BatchClock(RedisConnection& connection)
    : connection_(connection), by_server_(server_time(*connection.ask({"TIME"})).has_value()) {
    if (!by_server_) on_the_way_ = least_round_trip(connection);
}

void BatchClock::append_start() {
    start_ = Steady::now();
    if (by_server_) connection_.append({"TIME"});
}

void BatchClock::append_end() {
    if (by_server_) connection_.append({"TIME"});
}

void BatchClock::receive_start() {
    if (by_server_) server_start_ = server_time(*connection_.receive()).value_or(Time(0));
}

BatchClock::Time BatchClock::receive_end() {
    if (!by_server_) return std::max(elapsed_since(start_) - on_the_way_, Time(0));
    // A clock that was set back meanwhile tells nothing.
    return std::max(server_time(*connection_.receive()).value_or(server_start_) - server_start_, Time(0));
}

}  // namespace migrate

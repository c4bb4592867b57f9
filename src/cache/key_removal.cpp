#include "src/cache/key_removal.hpp"

#include "src/cache/redis_refusal.hpp"

namespace migrate {

namespace {

void count_removal(const redisReply& reply, bool one_key, KeysRemoved& sum) {
    if (!is_error(reply))
        sum.removed += static_cast<std::uint64_t>(reply.integer);
    else if (one_key && refusal_of(text_of(reply)) == RedisRefusal::moved)
        ++sum.moved;
    else if (sum.refusal.empty())
        sum.refusal = text_of(reply);
}

}  // namespace

KeyRemoval::KeyRemoval(RedisConnection& connection, bool one_by_one)
    : connection_(connection), one_by_one_(one_by_one) {
    // Without a key it does nothing, and the refusal tells whether the command is known.
    if (const RedisReply reply = connection_.ask({command_});
        is_error(*reply) && refusal_of(text_of(*reply)) == RedisRefusal::unknown_command)
        command_ = "DEL";
}

void KeyRemoval::append(const std::vector<std::string_view>& names) {
    pending_ = one_by_one_ ? names.size() : std::size_t{!names.empty()};
    if (one_by_one_) {
        for (const std::string_view name : names) connection_.append({command_, name});
    } else if (!names.empty()) {
        words_.assign(1, command_);
        words_.insert(words_.end(), names.begin(), names.end());
        connection_.append(words_);
    }
}

KeysRemoved KeyRemoval::receive() {
    KeysRemoved sum;
    for (; pending_ > 0; --pending_) count_removal(*connection_.receive(), one_by_one_, sum);
    return sum;
}

}  // namespace migrate

#include "src/cache/key_scan.hpp"

#include "src/base/error.hpp"
#include "src/cache/key_pattern.hpp"
#include "src/cache/redis_refusal.hpp"

#include <fmt/format.h>

namespace migrate {

KeyScan::KeyScan(RedisConnection& connection, std::string prefix)
    : connection_(connection), prefix_(std::move(prefix)), pattern_(key_pattern(prefix_)) {}

void KeyScan::append(int count) {
    connection_.append({"SCAN", cursor_, "MATCH", pattern_, "COUNT", std::to_string(count)});
}

std::vector<std::string_view> KeyScan::take_names() {
    if (is_error(*reply_)) throw redis_refused(text_of(*reply_), "SCAN", connection_.address());
    if (reply_->type != REDIS_REPLY_ARRAY || reply_->elements != 2 ||
        reply_->element[1]->type != REDIS_REPLY_ARRAY)
        throw Error(
            ExitCode::step_failed,
            fmt::format("Redis at {} answered SCAN in another form than Redis does", connection_.address()));
    cursor_ = text_of(*reply_->element[0]);
    if (cursor_ == "0") cursor_.clear();
    const redisReply& keys = *reply_->element[1];
    std::vector<std::string_view> names;
    names.reserve(keys.elements);
    for (std::size_t i = 0; i < keys.elements; ++i)
        // Looked at once more, since what stands in front of a server may read patterns in its own way.
        if (const auto name = text_of(*keys.element[i]); name.starts_with(prefix_)) names.push_back(name);
    return names;
}

}  // namespace migrate

#pragma once

#include "src/cache/redis_connection.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// Walks the keys of one server that begin with a prefix, a batch at a time, by SCAN. What is there from the
/// first batch to the last is met at least once; what comes or goes meanwhile may be met or not.
class KeyScan {
  public:
    KeyScan(RedisConnection& connection, std::string prefix);

    /// All has been seen; nothing may be appended any more.
    bool done() const { return cursor_.empty(); }
    /// Puts the next batch into the pipeline; `count` is how many keys the server looks at.
    void append(int count);
    /// The answer to it.
    void receive() { reply_ = connection_.receive(); }
    /// The names in that answer, often none; they live until the next receive(). Called once for each.
    /// Errors: as the server refused SCAN.
    std::vector<std::string_view> take_names();

  private:
    RedisConnection& connection_;
    std::string prefix_;
    std::string pattern_;
    std::string cursor_ = "0";  // 64 bits without sign, handed back as it came
    RedisReply reply_;
};

}  // namespace migrate

#pragma once

#include "src/cache/redis_connection.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// What became of some keys that were to go.
struct KeysRemoved {
    std::uint64_t removed = 0;  ///< as the server counted them
    std::uint64_t moved = 0;    ///< that another node of the cluster has by now
    std::string refusal;        ///< the first of the server's other errors, as it came; "" = none
};

/// Removes keys by UNLINK, which frees large values in the background, or by DEL where the server does not
/// know it (before Redis 4, or renamed away).
class KeyRemoval {
  public:
    /// Asks the server which command it has. `one_by_one`: a command for each key, as a cluster wants it,
    /// since keys of several slots may not share one.
    KeyRemoval(RedisConnection& connection, bool one_by_one);

    const std::string& command() const { return command_; }
    /// Puts them into the pipeline.
    void append(const std::vector<std::string_view>& names);
    /// What became of those of the last append().
    KeysRemoved receive();

  private:
    RedisConnection& connection_;
    bool one_by_one_;
    std::string command_ = "UNLINK";
    std::size_t pending_ = 0;
    RedisConnection::Words words_;
};

}  // namespace migrate

#pragma once

#include "tests/fault/session.hpp"

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace migrate::fault {

/// One session of the bot: inserts into and updates users, chat_bot_instances and chat_contexts, connects
/// again whenever it loses its session, and remembers which transactions the server said were committed. One
/// whose answer was lost is in doubt, and may be there or not.
class Writer {
  public:
    Writer(std::string url, int number);
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer();

    /// Returns when its last transaction has ended.
    void stop();
    std::size_t committed() const { return committed_.size(); }
    std::size_t in_doubt() const { return in_doubt_; }
    /// What of the committed is not there, one sentence each. After stop().
    std::vector<std::string> find_losses(Session& session) const;

  private:
    void work();
    void write_until_failure();
    void write(Session& session, long transaction);
    std::string insert_sql(long transaction) const;

    std::string url_;
    int number_;
    long next_ = 1;                ///< every transaction tried has a number of its own
    std::vector<long> committed_;  ///< of the thread until stop()
    std::size_t in_doubt_ = 0;
    std::atomic<bool> stop_{false};
    std::thread thread_;
};

using Writers = std::vector<std::unique_ptr<Writer>>;

Writers start_writers(const std::string& url, int count);

}  // namespace migrate::fault

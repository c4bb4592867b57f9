#pragma once

#include "src/postgres/cache_message.hpp"
#include "src/postgres/connection.hpp"
#include "src/postgres/notification.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace migrate {

/// Who listens, and where.
struct ListenerIdentity {
    std::string id;    ///< random, the same for the life of the process
    std::string name;  ///< as operators read it: bot:replica-2
    std::string channel;
};

/// By cache; one that was never flushed is not there.
using CacheGenerations = std::map<std::string, std::int64_t>;

/// A daemon's own session: it hears flushes and changes of the schema, is on the roll of listeners as long as
/// it lives, and answers. Errors: ExitCode::unreachable when the line is lost.
class ListenerSession {
  public:
    /// Listens first and registers then, so that a flush either is heard or shows in the generations. What
    /// the role may not do is left out: see may_read() and may_register().
    ListenerSession(const ConnectOptions& connect, ListenerIdentity identity);

    /// Behind a pooler that pools by transaction nothing is heard: why and the way out, else "".
    const std::string& pooler_problem() const { return pooler_problem_; }
    bool may_read() const { return may_read_; }
    bool may_register() const { return may_register_; }

    /// Empty where the role may not read them, or the table is not there.
    std::optional<CacheGenerations> read_generations();
    /// Keeps the row fresh; registers where that was not possible before.
    void sign_of_life();
    std::optional<Notification> take() { return take_notification(connection_); }
    void await(std::chrono::milliseconds timeout, int wake) {
        await_notification(connection_, timeout, wake);
    }
    void answer(const FlushAnswer& answer);
    /// Takes the row out: this daemon is not to be missed.
    void leave();
    /// Has whatever waits on this session fail at once. Another thread may call it.
    void sever() const { connection_.sever(); }

  private:
    void find_pooler();
    void read_rights();
    void register_row();

    Connection connection_;
    ListenerIdentity identity_;
    std::string pooler_problem_;
    bool may_read_ = false;
    bool may_register_ = false;
};

}  // namespace migrate

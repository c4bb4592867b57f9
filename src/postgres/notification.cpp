#include "src/postgres/notification.hpp"

#include "src/base/sql_text.hpp"
#include "src/postgres/query.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>
#include <poll.h>

namespace migrate {

namespace {

struct NotifyDeleter {
    void operator()(PGnotify* notify) const { PQfreemem(notify); }
};

}  // namespace

void run_listen(Connection& connection, std::string_view channel) {
    execute(connection, fmt::format("LISTEN {}", quote_identifier(channel)));
}

// libpqxx hands out notifications only between its transactions, and ours never ends.
std::optional<Notification> take_notification(Connection& connection) {
    PGconn* raw = connection.session().raw;
    if (PQconsumeInput(raw) == 0 || PQstatus(raw) == CONNECTION_BAD)
        throw Error(ExitCode::unreachable, "the connection to the server was lost")
            .because({.sqlstate = "08006"});
    const std::unique_ptr<PGnotify, NotifyDeleter> notify(PQnotifies(raw));
    if (!notify) return std::nullopt;
    return Notification{.channel = notify->relname, .payload = notify->extra, .server_pid = notify->be_pid};
}

void await_notification(Connection& connection, std::chrono::milliseconds timeout, int wake) {
    std::array<pollfd, 2> sources{
        {{PQsocket(connection.session().raw), POLLIN, 0}, {wake, POLLIN, 0}}};  // poll() skips -1
    const auto milliseconds = std::clamp<std::chrono::milliseconds::rep>(timeout.count(), 0, 3'600'000);
    poll(sources.data(), sources.size(), static_cast<int>(milliseconds));
}

}  // namespace migrate

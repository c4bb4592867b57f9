#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace migrate {

class Connection;

/// What somebody sent with NOTIFY.
struct Notification {
    std::string channel;
    std::string payload;
    int server_pid = 0;  ///< of the session that sent it
};

/// Hears `channel` from now on.
void run_listen(Connection& connection, std::string_view channel);

/// One that has arrived, without waiting. Errors: ExitCode::unreachable when the line is lost.
std::optional<Notification> take_notification(Connection& connection);

/// Returns when something has arrived on the line, when `wake` (a descriptor; -1 = none) can be read, or when
/// the time is over.
void await_notification(Connection& connection, std::chrono::milliseconds timeout, int wake = -1);

}  // namespace migrate

#pragma once

#include <atomic>

namespace migrate {

/// From now on the first SIGINT, SIGTERM or SIGHUP sets the flag that is returned, and the second ends the
/// program as usual: a run cancels what the server does and cleans up when asked once.
const std::atomic<bool>& watch_for_interrupt();

}  // namespace migrate

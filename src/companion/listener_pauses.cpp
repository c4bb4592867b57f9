#include "src/companion/listener_pauses.hpp"

#include <algorithm>

#include <poll.h>

namespace migrate {

ListenerPauses::ListenerPauses(std::chrono::milliseconds longest) : longest_(std::max(longest, first)) {}

void ListenerPauses::pause(int wake) {
    std::uniform_int_distribution<std::chrono::milliseconds::rep> jitter(next_.count() / 2, next_.count());
    pollfd source{wake, POLLIN, 0};
    poll(&source, 1, static_cast<int>(jitter(random_)));
    next_ = std::min(next_ * 2, longest_);
}

}  // namespace migrate

#include "src/sandbox/channel.hpp"

#include "src/sandbox/system_call.hpp"

#include <array>

#include <poll.h>
#include <sys/socket.h>

namespace migrate {

namespace {
constexpr std::size_t max_message_bytes = 65'536;
}

std::pair<Channel, Channel> Channel::make() {
    std::array<int, 2> ends{};
    checked(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()), "make a socket pair");
    return {Channel(ends[0]), Channel(ends[1])};
}

void Channel::send(std::string_view message) const {
    const auto part = message.substr(0, max_message_bytes);
    if (::send(end_.get(), part.data(), part.size(), MSG_NOSIGNAL) == -1 && errno != EPIPE &&
        errno != ECONNRESET)
        throw system_error("send to the sandbox's other process");
}

std::optional<std::string> Channel::receive() const {
    std::string message(max_message_bytes, '\0');
    ssize_t length = -1;
    do length = ::recv(end_.get(), message.data(), message.size(), 0);
    while (length == -1 && errno == EINTR);
    if (length <= 0) return {};
    message.resize(static_cast<std::size_t>(length));
    return message;
}

bool Channel::wait(std::chrono::milliseconds patience) const {
    pollfd asked{.fd = end_.get(), .events = POLLIN, .revents = 0};
    return ::poll(&asked, 1, static_cast<int>(patience.count())) > 0;
}

}  // namespace migrate

#include "tests/fault/proxy.hpp"

#include "src/sandbox/system_call.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace migrate::fault {

namespace {

Descriptor listen_on_loopback(int& port) {
    Descriptor socket(checked(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "make a socket"));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    checked(::bind(socket.get(), generic, length), "bind the proxy");
    checked(::listen(socket.get(), SOMAXCONN), "listen");
    checked(::getsockname(socket.get(), generic, &length), "find the proxy's port");
    port = ntohs(address.sin_port);
    return socket;
}

/// None where the server is down.
Descriptor connect_to(const std::filesystem::path& path) {
    Descriptor socket(checked(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "make a socket"));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    if (::connect(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return socket;
    return {};
}

/// False at the end of the stream or of the receiver.
bool hand_on(int from, int to) {
    std::array<char, 16384> buffer{};
    const auto count = ::recv(from, buffer.data(), buffer.size(), 0);
    for (ssize_t sent = 0; sent < count;) {
        const auto more = ::send(to, &buffer.at(static_cast<std::size_t>(sent)),
                                 static_cast<std::size_t>(count - sent), MSG_NOSIGNAL);
        if (more <= 0) return false;
        sent += more;
    }
    return count > 0;
}

}  // namespace

Proxy::Proxy(std::filesystem::path server_socket)
    : server_socket_(std::move(server_socket)),
      listener_(listen_on_loopback(port_)),
      wake_(checked(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "make an event")),
      thread_([this] { work(); }) {}

Proxy::~Proxy() {
    order(stop_);
    thread_.join();
}

std::string Proxy::url(const std::string& database) const {
    return fmt::format("postgresql://postgres@127.0.0.1:{}/{}?sslmode=disable", port_, database);
}

void Proxy::order(std::atomic<bool>& command) {
    command = true;
    const std::uint64_t one = 1;
    checked(static_cast<int>(::write(wake_.get(), &one, sizeof one)), "wake the proxy");
}

void Proxy::obey() {
    std::uint64_t ignored = 0;
    if (::read(wake_.get(), &ignored, sizeof ignored) < 0) return;
    if (cut_.exchange(false)) links_.clear();
    if (!go_silent_.exchange(false)) return;
    for (Link& link : links_) link.silent = true;
}

void Proxy::work() {
    while (!stop_) serve_once();
}

void Proxy::serve_once() {
    std::vector<pollfd> polled{{wake_.get(), POLLIN, 0}, {listener_.get(), POLLIN, 0}};
    for (const Link& link : links_) {
        // poll() overlooks negative descriptors.
        polled.push_back({link.silent ? -1 : link.client.get(), POLLIN, 0});
        polled.push_back({link.silent ? -1 : link.server.get(), POLLIN, 0});
    }
    if (::poll(polled.data(), polled.size(), -1) <= 0) return;
    auto ready = polled.begin() + 2;
    for (auto link = links_.begin(); link != links_.end();) {
        const bool from_client = (ready++)->revents != 0;
        const bool from_server = (ready++)->revents != 0;
        if (from_client && !std::exchange(link->asked, true)) ++round_trips_;
        if (from_server) link->asked = false;
        const bool alive = (!from_client || hand_on(link->client.get(), link->server.get())) &&
                           (!from_server || hand_on(link->server.get(), link->client.get()));
        link = alive ? std::next(link) : links_.erase(link);
    }
    if (polled[1].revents != 0) accept_client();
    if (polled[0].revents != 0) obey();
}

void Proxy::accept_client() {
    Descriptor client(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    Descriptor server = connect_to(server_socket_);
    if (client && server) links_.push_back({std::move(client), std::move(server)});
}

}  // namespace migrate::fault

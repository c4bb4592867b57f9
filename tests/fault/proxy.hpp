#pragma once

#include "src/sandbox/descriptor.hpp"

#include <atomic>
#include <filesystem>
#include <list>
#include <string>
#include <thread>

namespace migrate::fault {

/// A network that can fail: listens on a port of 127.0.0.1 and hands on to the server's socket.
class Proxy {
  public:
    explicit Proxy(std::filesystem::path server_socket);
    Proxy(const Proxy&) = delete;
    Proxy& operator=(const Proxy&) = delete;
    ~Proxy();

    std::string url(const std::string& database) const;
    /// Closes both sockets of every connection there is.
    void cut() { order(cut_); }
    /// Every connection there is stays open, and nothing is handed on any more. New ones work.
    void go_silent() { order(go_silent_); }

    /// How often clients spoke after the server had, or at first.
    int round_trips() const { return round_trips_; }

  private:
    struct Link {
        Descriptor client;
        Descriptor server;
        bool silent = false;
        bool asked = false;  ///< the client spoke last
    };

    void order(std::atomic<bool>& command);
    void obey();
    void work();
    void serve_once();
    void accept_client();

    std::filesystem::path server_socket_;
    int port_ = 0;
    Descriptor listener_;
    Descriptor wake_;
    std::list<Link> links_;  ///< of the thread
    std::atomic<int> round_trips_{0};
    std::atomic<bool> stop_{false};
    std::atomic<bool> cut_{false};
    std::atomic<bool> go_silent_{false};
    std::thread thread_;
};

}  // namespace migrate::fault

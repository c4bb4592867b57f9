#pragma once

#include "src/cache/redis_connection.hpp"
#include "tests/support/private_program.hpp"
#include "tests/support/process.hpp"

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace migrate::test {

/// A port of 127.0.0.1 that nobody listens on.
int free_port();

/// A private Redis that keeps nothing on disk, on a Unix socket and a port of 127.0.0.1; gone with this
/// object.
class RedisServer {
  public:
    /// `settings`: as on the command line of redis-server, "--requirepass", "secret".
    explicit RedisServer(const std::vector<std::string>& settings = {});

    std::string url() const;                                                     ///< of the socket
    std::string socket_url(std::string_view user_info, int database = 0) const;  ///< "user:password"
    std::string tcp_url(std::string_view user_info = "", int database = 0) const;
    int port() const { return port_; }
    /// A session; through url() where none is named.
    RedisConnection client(const std::string& url = "") const;
    Process& process() { return process_; }
    const std::filesystem::path& directory() const { return directory_.path(); }

  private:
    std::vector<std::string> command(const std::vector<std::string>& settings) const;

    ProgramDirectory directory_;
    int port_ = free_port();
    Process process_;
};

/// Three primaries that share the slots, without replicas. A lost node does not stop the others.
class RedisCluster {
  public:
    RedisCluster();

    std::deque<RedisServer>& nodes() { return nodes_; }
    std::string url() const { return nodes_.front().tcp_url(); }
    /// SET on the node that has the key.
    void set(const std::string& key);
    /// Keys on all nodes, which must run.
    long long size() const;

  private:
    void join();

    std::deque<RedisServer> nodes_;
};

/// SET on a server.
void set_key(RedisConnection& client, std::string_view key);
/// All keys of the database, sorted.
std::vector<std::string> keys_of(RedisConnection& client);

}  // namespace migrate::test

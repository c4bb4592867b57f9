#pragma once

#include "src/base/error.hpp"
#include "src/sandbox/private_directory.hpp"
#include "src/sandbox/server_binaries.hpp"

#include <chrono>
#include <string>
#include <vector>

#include <sys/types.h>

namespace migrate {

/// How to run a server.
struct ServerPlan {
    ServerBinaries binaries;
    std::filesystem::path parent;  ///< of the directory; see PrivateDirectory
    std::vector<std::string>
        settings;          ///< "name=value", written to postgresql.conf; the last of a name counts
    std::string password;  ///< of the user postgres over TCP; "" refuses TCP whatever the settings say
    std::chrono::milliseconds patience{60'000};  ///< with initdb, with a start
};

/// A PostgreSQL cluster in a private directory and its postmaster, a child of this process. The directory
/// holds data/, server.log and the socket. Where this process dies, the kernel stops the postmaster at once.
///
/// It reaps every child of its process, so that process must have no other use for children.
class Server {
  public:
    /// Makes the directory and the cluster, as the current user, who must not be root.
    explicit Server(ServerPlan plan);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Starts the postmaster and waits until it accepts connections. Throws an Error with the log's last
    /// lines.
    void start();
    /// Ends the postmaster and what it started: SIGINT a fast shutdown, SIGQUIT an immediate one, as if the
    /// machine had lost power. It takes stronger signals after some seconds each.
    void stop(int signal);
    /// Takes note of children that ended.
    void reap();

    bool running() const { return postmaster_ > 0; }
    pid_t postmaster() const { return postmaster_; }
    const std::filesystem::path& directory() const { return directory_.path(); }

  private:
    void make_cluster() const;
    void write_settings() const;
    pid_t spawn(const std::vector<std::string>& command) const;
    bool ready() const;
    Error failure(std::string_view what) const;
    bool wait_until_alone(std::chrono::milliseconds patience);

    ServerPlan plan_;
    PrivateDirectory directory_;
    pid_t postmaster_ = 0;
    bool has_children_ = false;
};

}  // namespace migrate

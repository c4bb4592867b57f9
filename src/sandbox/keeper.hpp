#pragma once

#include "src/sandbox/channel.hpp"
#include "src/sandbox/descriptor.hpp"
#include "src/sandbox/private_user.hpp"
#include "src/sandbox/server.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include <sys/types.h>

namespace migrate {

/// Where a keeper's server is. `postmaster` is 0 while it does not run.
struct ServerPlace {
    pid_t postmaster = 0;
    std::filesystem::path directory;
};

/// The owner's handle on a keeper: a process of its own session that makes a server, keeps it, and removes it
/// with all its files as soon as its owner is gone, whatever way it went.
class Keeper {
  public:
    /// Forks the keeper, which runs as `user` where there is one and holds `lease` open until everything is
    /// removed. Returns when the server accepts connections; throws what kept it from that.
    static Keeper start(ServerPlan plan, const std::optional<PrivateUser>& user, const Descriptor& lease);

    Keeper(Keeper&&) = default;
    Keeper& operator=(Keeper&&) = delete;
    ~Keeper();

    /// SIGQUIT to the postmaster, as if the machine had lost power; the files stay.
    void kill_server();
    void start_server();
    /// From now on the keeper lives until it gets a SIGTERM or its server ends.
    void detach();
    /// Has the server stopped and removed, and waits for that.
    void dismiss();

    pid_t pid() const { return pid_; }
    const ServerPlace& place() const { return place_; }

  private:
    Keeper(pid_t pid, Channel channel, std::chrono::milliseconds patience);
    void ask(std::string_view command);
    void receive_place();
    void remove_files() const;

    pid_t pid_;
    pid_t owner_;
    Channel channel_;
    std::chrono::milliseconds patience_;
    ServerPlace place_;
};

}  // namespace migrate

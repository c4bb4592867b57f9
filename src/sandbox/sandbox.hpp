#pragma once

#include "src/sandbox/keeper.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace migrate {

struct SandboxOptions {
    std::filesystem::path binaries;     ///< of initdb and postgres; empty: find_server_binaries() looks
    std::filesystem::path parent;       ///< where its directory is made; empty: $TMPDIR, else /tmp
    std::vector<std::string> settings;  ///< "name=value" for postgresql.conf; stronger than the sandbox's own
    bool tcp = false;                   ///< also listen on 127.0.0.1, on a free port, with a password
    bool durable = false;               ///< sync to disk; else a crash of the machine may lose the data
    std::chrono::milliseconds patience{60'000};  ///< with initdb, and with each start
};

/// Where files are in memory and there is room for a database of tests, since there a cluster is made and a
/// database is copied several times faster than on some disks. "" = nowhere, or TMPDIR says where.
std::filesystem::path find_memory_directory();

/// A private throw-away PostgreSQL from the programs installed on this machine. It runs as the current user,
/// or as an unprivileged one where that is root, and listens on a socket that no other user can reach. Server
/// and files go with this object, or with its process, even where that is killed; after a fork they stay with
/// the parent.
class Sandbox {
  public:
    /// Returns when the server accepts connections. Throws an Error with the last lines of the server's log.
    static Sandbox start(const SandboxOptions& options = {});

    /// postgresql:///database?host=/directory&port=5432&user=postgres
    std::string url(std::string_view database = "postgres") const;
    /// The same over TCP; it holds the password, so it is nothing to show. Needs SandboxOptions::tcp.
    std::string tcp_url(std::string_view database = "postgres") const;
    int port() const { return port_; }

    const ServerBinaries& binaries() const { return binaries_; }
    const std::filesystem::path& socket_directory() const { return keeper_.place().directory; }
    std::filesystem::path data_directory() const { return keeper_.place().directory / "data"; }
    std::filesystem::path log_file() const { return keeper_.place().directory / "server.log"; }
    pid_t postmaster() const { return keeper_.place().postmaster; }
    pid_t keeper() const { return keeper_.pid(); }

    /// Ends the server at once, as a loss of power would, and keeps its files for start_again().
    void kill_immediately();
    void start_again();
    /// Ends the server, removes its files and returns when both is done. The destructor does the same.
    void stop();

  private:
    friend std::string start_named_sandbox(const std::string& name, const SandboxOptions& options);

    /// `lease` stays open in the keeper until server and files are gone.
    static Sandbox start(const SandboxOptions& options, const Descriptor& lease);
    Sandbox(Keeper keeper, ServerBinaries binaries, int port, std::string password);

    ServerBinaries binaries_;
    int port_;
    std::string password_;
    Keeper keeper_;
};

}  // namespace migrate

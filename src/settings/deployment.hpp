#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace migrate {

/// Where and how the bot runs: [deploy] of migrate.toml. What is empty nobody has said.
struct Deployment {
    int replicas = 1;
    int processes = 1;            ///< of each replica
    int side_connections = 1;     ///< of each process, beside its pool: LISTEN
    int other_connections = 3;    ///< migrate, cron, psql, an exporter
    std::optional<bool> overlap;  ///< old and new run together during a deploy
    std::optional<bool> polling;  ///< updates come by long polling, not by a webhook
    std::optional<std::string> provider;
    std::optional<std::string> role;                        ///< that the bot logs in as
    std::optional<int> cpus;                                ///< of the database server
    std::optional<std::int64_t> ram;                        ///< of the database server, in bytes
    std::optional<std::chrono::milliseconds> drain;         ///< from SIGTERM to SIGKILL
    std::optional<std::chrono::milliseconds> network_idle;  ///< idle connections are dropped on the way
    std::optional<std::chrono::milliseconds>
        hold;                       ///< how long an update holds a connection, at the 95th percentile
    std::optional<int> open_files;  ///< the bot's RLIMIT_NOFILE
};

/// The pooler in front of the database: [pooler] of migrate.toml, else what is known of the provider's.
struct PoolerLimits {
    std::optional<std::string> mode;  ///< session, transaction or statement
    std::optional<int> instances;
    std::optional<int> size;     ///< connections to the server of each instance
    std::optional<int> clients;  ///< connections from clients to each instance
    std::optional<std::chrono::milliseconds>
        client_idle;  ///< it ends clients that are idle for so long; 0: never
    std::optional<std::chrono::milliseconds>
        query_wait;  ///< a query waits for a server connection for so long
};

}  // namespace migrate

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// The source of a setting of which only the value was asked for.
inline constexpr std::string_view source_not_asked = "not asked";

/// A setting as one session sees it, in pg_settings' words.
struct ServerSetting {
    std::string value;   ///< a number is in `unit`
    std::string unit;    ///< "ms", "s", "kB", "8kB"; "" = none
    std::string source;  ///< "default", "configuration file", "user", "client"
    std::string file;    ///< where it stands; "" = in none, or not ours to see
    bool pending_restart = false;
};
using ServerSettings = std::map<std::string, ServerSetting, std::less<>>;

struct ServerRole {
    std::string name;
    bool superuser = false;
    int connection_limit = -1;  ///< below 0: none
};

/// A row of pg_db_role_setting: what ALTER ROLE … SET and ALTER DATABASE … SET left for sessions to come.
struct StoredSetting {
    std::string database;  ///< "" = in all
    std::string role;      ///< "" = for all
    std::string name;
    std::string value;
};

/// What a server says about its limits, its settings and who is connected.
struct ServerFacts {
    int version = 0;     ///< 150018
    int server_pid = 0;  ///< as the server knows the session
    int client_pid = 0;  ///< as the client knows it; 0 = not known
    std::string database;
    std::string role;          ///< that the session logged in as
    int database_limit = -1;   ///< connections to the database; below 0: no limit
    bool in_recovery = false;  ///< a standby
    bool over_socket = false;  ///< no network in between
    ServerSettings settings;
    std::vector<ServerRole> roles;         ///< that may log in
    std::vector<StoredSetting> stored;     ///< of the settings above
    std::map<std::string, int> connected;  ///< sessions of clients by role, this one left out
    ServerSettings direct;      ///< the settings of a session past the pooler; empty: none was made
    std::string direct_source;  ///< whose address that was: "DATABASE_UNPOOLED_URL"

    /// Whether a pooler or proxy is in front: it knows the session by another pid.
    bool pooled() const { return client_pid != 0 && client_pid != server_pid; }
    /// Null where no such role may log in.
    const ServerRole* find_role(std::string_view name) const;
    /// Null where this server has no such setting.
    const ServerSetting* find_setting(std::string_view name) const;
    /// A setting without a unit as a number; 0 where the server does not have it.
    std::int64_t count_of(std::string_view name) const;
};

}  // namespace migrate

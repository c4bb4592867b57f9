#pragma once

#include <string>
#include <string_view>

namespace migrate {

/// Where a Redis server is, and as whom to speak to it.
struct RedisUrl {
    std::string host = "localhost";  ///< an IPv6 address stands without its brackets
    int port = 6379;
    std::string socket;  ///< path of a Unix socket; "" = host and port
    bool tls = false;
    std::string user;  ///< "" = the server's default user
    std::string password;
    int database = 0;

    /// "host:port", "[::1]:6379" or the socket's path: what people may see.
    std::string address() const;
};

/// Reads redis://[[user]:password@]host[:port][/database] (rediss:// the same over TLS) and
/// unix://[[user]:password@]/path[?db=N], as redis-py does; also redis+unix:// and the parameters db,
/// username and password. User, password and path are percent-decoded. Errors: ExitCode::usage; nothing of
/// the URL is quoted, since a part of it may be the password.
RedisUrl parse_redis_url(std::string_view text);

}  // namespace migrate

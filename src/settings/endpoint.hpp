#pragma once

#include <string>
#include <vector>

namespace migrate {

/// What a database URL, or libpq's own environment, says of the way to the server. No password.
struct Endpoint {
    bool named = false;              ///< somebody said which database; else the rest is empty
    std::vector<std::string> hosts;  ///< names, addresses, socket directories
    std::string port;                ///< of the first
    std::string keepalives_idle;     ///< in seconds; "" = not said
    std::string tcp_user_timeout;    ///< in milliseconds; "" = not said
    bool keepalives_off = false;
    int addresses = 0;  ///< that the names stand for, loopback aside; 0 = not known

    /// Whether nothing but this machine lies between: a socket, or loopback.
    bool is_local() const;
};

}  // namespace migrate

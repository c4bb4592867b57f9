#pragma once

#include <chrono>
#include <memory>
#include <string>

namespace migrate {

struct Session;  // the pqxx and libpq side, src/postgres/session.hpp

/// Where and how to connect. `target` is anything libpq takes: a URL, a key word string, or "" for its
/// environment, service and password files. SQLAlchemy's forms are turned into libpq's beforehand
/// (src/files/database_url.hpp).
struct ConnectOptions {
    std::string target;
    std::string application_name = "migrate";
    std::chrono::milliseconds timeout{10'000};  ///< over all hosts and addresses; name resolution aside
};

/// A session with a server: what it is, and how to end what it runs. src/postgres/query.hpp speaks SQL
/// through it. Never reconnects by itself: a lost session is a lost lock, and its owner must know.
class Connection {
  public:
    /// Errors: ExitCode::unreachable, without the password; with SQLSTATE 08001 when there was no answer in
    /// time.
    static Connection open(const ConnectOptions& options);
    Connection(Connection&&) noexcept;
    Connection& operator=(Connection&&) noexcept;
    ~Connection();

    /// Asks the server to cancel what this session runs. Another thread may call it.
    void cancel() const;

    /// Cuts the line, so that whoever waits for an answer on it gets an error at once. Another thread may
    /// call it too.
    void sever() const;

    /// From now on awaited answers are watched (line_watch.hpp); `server_pid` is what pg_backend_pid() says.
    void watch_line(int server_pid);
    int server_pid() const;  ///< as told to watch_line(), else 0
    const ConnectOptions& options() const;

    int server_version() const;  ///< e.g. 150018
    int backend_pid() const;     ///< as the client knows it; behind a pooler it is not the server's
    std::string database() const;
    std::string user() const;
    std::string host() const;  ///< a name, an address, or a socket directory
    std::string port() const;
    bool is_open() const;

    Session& session() { return *session_; }

  private:
    explicit Connection(std::unique_ptr<Session> session);
    std::unique_ptr<Session> session_;
};

}  // namespace migrate

#pragma once

// The border to libpqxx and libpq: the only file that knows their versions. libpqxx 6 (Debian 12) and 7
// (Debian 13) both take over a connection that libpq has opened, which is how ours gets a deadline of its own
// and batches of statements.

#include "src/postgres/connection.hpp"

#include <atomic>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <libpq-fe.h>
#include <pqxx/pqxx>

namespace migrate {

#if PQXX_VERSION_MAJOR >= 7

class PqxxConnection : public pqxx::connection {
  public:
    explicit PqxxConnection(PGconn* raw) : pqxx::connection(seize_raw_connection(raw)) {}
};

#else

/// Hands libpqxx 6 an open connection once. It would reconnect lost ones silently, and with them lose locks
/// and settings.
class SeizedHandle : public pqxx::connectionpolicy {
  public:
    explicit SeizedHandle(PGconn* raw) : connectionpolicy(std::string{}), raw_(raw) {}
    handle do_startconnect(handle current) override {
        if (current == nullptr) current = std::exchange(raw_, nullptr);
        if (PQstatus(current) == CONNECTION_BAD)
            throw pqxx::broken_connection("connection to the server was lost");
        return current;
    }
    bool is_ready(handle current) const noexcept override { return current != nullptr; }

  private:
    PGconn* raw_;
};

class PqxxConnection : private SeizedHandle, public pqxx::connection_base {
  public:
    explicit PqxxConnection(PGconn* raw)
        : SeizedHandle(raw), connection_base(static_cast<SeizedHandle&>(*this)) {
        init();
    }
    ~PqxxConnection() noexcept { close(); }
};

#endif

/// One session, seen from both libraries.
struct Session {
    Session(PGconn* opened, ConnectOptions how)
        : raw(opened), pqxx(opened), work(pqxx), options(std::move(how)) {}

    PGconn* raw;  ///< owned by `pqxx`
    PqxxConnection pqxx;
    pqxx::nontransaction work;  ///< statements run as they come; transaction blocks are opened by SQL
    ConnectOptions options;
    int server_pid = 0;                              ///< 0: not known, and the line not watched
    const std::atomic<bool>* interrupted = nullptr;  ///< set: run_batch() asks the server to cancel
};

template <typename... Parameters>
pqxx::result exec_with(pqxx::transaction_base& work, std::string_view sql, const Parameters&... parameters) {
#if PQXX_VERSION_MAJOR >= 7
    return work.exec(std::string(sql), pqxx::params{parameters...});
#else
    return work.exec_params(std::string(sql), parameters...);
#endif
}

/// The same with as many as there are; empty ones are NULL.
inline pqxx::result exec_with_values(pqxx::transaction_base& work, std::string_view sql,
                                     const std::vector<std::optional<std::string>>& values) {
#if PQXX_VERSION_MAJOR >= 7
    pqxx::params parameters;
    for (const auto& value : values) {
        if (value)
            parameters.append(*value);
        else
            parameters.append();
    }
    return work.exec(std::string(sql), parameters);
#else
    std::vector<const char*> parameters;
    for (const auto& value : values) parameters.push_back(value ? value->c_str() : nullptr);
    return work.exec_params(std::string(sql), pqxx::prepare::make_dynamic_params(parameters));
#endif
}

}  // namespace migrate

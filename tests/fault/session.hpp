#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <libpq-fe.h>

namespace migrate::fault {

/// A statement or a connection failed, and perhaps the session is gone.
class SqlFailure : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

using Rows = std::vector<std::vector<std::string>>;

/// A connection of the test's own, which never goes through the proxy. Several threads take one each.
class Session {
  public:
    /// Throws SqlFailure where the server cannot be reached.
    explicit Session(const std::string& url);
    /// NULL reads as "".
    Rows rows(const std::string& sql);
    /// The first column of the first row.
    std::string value(const std::string& sql);
    void run(const std::string& sql) { rows(sql); }

  private:
    struct Closer {
        void operator()(PGconn* raw) const { PQfinish(raw); }
    };
    std::unique_ptr<PGconn, Closer> raw_;
};

}  // namespace migrate::fault

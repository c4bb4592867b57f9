#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <libpq-fe.h>

namespace migrate::fault {

/// A statement or a connection failed. `lost` says that the session is gone, so what became of the statement
/// is not known.
class SqlFailure : public std::runtime_error {
  public:
    SqlFailure(const std::string& message, bool lost) : std::runtime_error(message), lost_(lost) {}
    bool lost() const { return lost_; }

  private:
    bool lost_;
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

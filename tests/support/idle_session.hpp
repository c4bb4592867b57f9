#pragma once

#include "src/postgres/connection.hpp"
#include "tests/support/process.hpp"
#include "tests/support/test_server.hpp"

#include <memory>
#include <optional>
#include <string>

namespace migrate::test {

/// A session that is idle in a transaction in which it did something.
class IdleSession {
  public:
    /// `begin`: "BEGIN ISOLATION LEVEL REPEATABLE READ" keeps a snapshot, too.
    IdleSession(const TestDatabase& database, const std::string& sql, const std::string& begin = "BEGIN");

    /// Its connection closes, and with it the transaction.
    void end();
    int pid() const;

  private:
    std::unique_ptr<Connection> connection_;
};

/// Keeps a concurrent build on one table in its first wait, "waiting for writers before build": the index is
/// there, INVALID and empty. Since no build begins behind a transaction that is idle, a second one comes when
/// the run is seen to wait for the first.
class HeldBuild {
  public:
    HeldBuild(const TestDatabase& database, std::string table);

    /// Returns when `up` builds on that table and waits there. `up` must tell its progress as text or events.
    void await(const Process& up);
    void end();
    bool is_building() const;

  private:
    const TestDatabase& database_;
    std::string table_;
    std::optional<IdleSession> first_;
    std::optional<IdleSession> second_;
};

}  // namespace migrate::test

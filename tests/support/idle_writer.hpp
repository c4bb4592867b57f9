#pragma once

#include "tests/support/catch.hpp"
#include "tests/support/comes_true.hpp"
#include "tests/support/process.hpp"
#include "tests/support/test_server.hpp"

#include <string>

#include <fmt/format.h>

namespace migrate::test {

/// A session that has written a table and is idle in its transaction: a concurrent build on that table waits
/// for it before it reads the first row.
class IdleWriter {
  public:
    IdleWriter(const TestDatabase& database, const std::string& table, const std::string& statement)
        : database_(database),
          psql_(Process::start(
              {"psql", "-Xq", database.url(), "-c", "BEGIN", "-c", statement, "-c", "\\! sleep 600"})) {
        REQUIRE(comes_true([&] {
            return database_.psql(fmt::format(
                       "SELECT count(*) FROM pg_locks WHERE relation = '{}'::regclass AND mode = 'RowExclusiveLock'",
                       table)) != "0";
        }));
    }

    /// Returns when a build waits for it.
    void await_build() const {
        REQUIRE(comes_true([&] {
            return database_.psql(
                       "SELECT count(*) FROM pg_stat_progress_create_index "
                       "WHERE phase = 'waiting for writers before build'") == "1";
        }));
    }

    void end() const {
        database_.psql(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND state = 'idle in transaction'");
    }

  private:
    const TestDatabase& database_;
    Process psql_;
};

}  // namespace migrate::test

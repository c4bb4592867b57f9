#pragma once

#include "src/sandbox/sandbox.hpp"
#include "tests/support/private_program.hpp"
#include "tests/support/process.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace migrate::test {

/// A replica that follows a sandbox's server by streaming; gone with this object.
class Standby {
  public:
    /// Returns when it answers, if only that it accepts nobody (hot_standby=off). `name` is what
    /// pg_stat_replication on the primary calls it; `settings`: "name=value".
    Standby(const Sandbox& primary, std::string_view name, const std::vector<std::string>& settings = {});

    std::string url(std::string_view database = "postgres") const;
    /// What the primary has written from now on is received, but not replayed.
    void pause_replay() const;
    void resume_replay() const;
    /// Returns when all is replayed that the primary has written until now.
    void catch_up() const;

  private:
    std::string primary_url_;
    ProgramDirectory directory_;
    Process process_;
};

}  // namespace migrate::test

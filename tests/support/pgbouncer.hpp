#pragma once

#include "tests/support/private_program.hpp"
#include "tests/support/process.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace migrate::test {

/// A private PgBouncer in front of a sandbox's server, on a socket of its own; gone with this object.
class PgBouncer {
  public:
    /// `mode`: session, transaction or statement. `settings`: "name = value", of the section [pgbouncer].
    PgBouncer(std::string_view server_url, std::string_view mode,
              const std::vector<std::string>& settings = {});

    /// Through it to a database of the server, as the user postgres.
    std::string url(std::string_view database) const;

  private:
    ProgramDirectory directory_;
    Process process_;
};

}  // namespace migrate::test

#pragma once

#include "src/postgres/connection.hpp"
#include "src/sandbox/sandbox.hpp"

#include <string>
#include <vector>

namespace migrate {

/// A private PostgreSQL in which revisions are tried out: it does not wait for the disk, nothing runs in it
/// unasked, and it goes with this object. Several threads may use it.
class PrivateServer {
  public:
    /// `major`: the release that is preferred where several are installed; 0 = any.
    /// Errors: those of Sandbox::start(), also where no server programs are to be found.
    explicit PrivateServer(int major = 0);

    /// A copy of `from`, to which nobody may be connected.
    void create(const std::string& database, const std::string& from = "template0") const;
    void drop(const std::string& database) const;
    /// Roles that revisions made, and that nothing stands on any more.
    void drop_roles() const;
    /// For sessions that begin from now on.
    void set_search_path(const std::string& database, const std::vector<std::string>& schemas,
                         bool make_schemas) const;

    ConnectOptions address_of(const std::string& database) const;

  private:
    Sandbox sandbox_;
};

}  // namespace migrate

#pragma once

#include "tests/fault/session.hpp"

#include <optional>
#include <string>

namespace migrate::fault {

/// What the sessions of `migrate` are at. It looks from another database, since a snapshot in theirs would
/// hold up the builds.
class Monitor {
  public:
    explicit Monitor(std::string database) : database_(std::move(database)) {}

    /// A run begins: nothing has been seen of it.
    void forget() { has_seen_work_ = false; }
    /// "building index: scanning table", "dropping", "naming", "between builds", "before the first build",
    /// "no session". Connects again where the server was restarted.
    std::string read_phase();
    int count_sessions();
    /// `function`: pg_terminate_backend or pg_cancel_backend. Nothing happens where there is no session.
    void signal_one(const std::string& function, unsigned victim);
    void signal_all(const std::string& function);

  private:
    Rows rows(const std::string& sql);
    std::string phase_of(const Rows& sessions);

    std::string database_;
    std::optional<Session> session_;
    bool has_seen_work_ = false;
};

}  // namespace migrate::fault

#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace migrate {

/// What is seen of a statement that builds or drops an index, from another session.
struct BuildSight {
    std::string
        phase;  ///< as pg_stat_progress_create_index names it; "" for a drop, and before a build has begun
    double phase_ratio = -1;       ///< how far the phase is, 0 to 1; negative where the server does not count
    bool waits = false;            ///< for a lock or another transaction
    bool waits_for_table = false;  ///< for its lock on the table: nothing exists yet, nothing has changed
    bool only_for_autovacuum =
        false;            ///< and nobody but autovacuum holds it, whom the server sends away soon
    bool running = true;  ///< the server is still at the statement
};

/// How long one index may wait for others' transactions, all its waits together.
struct WaitBudget {
    std::optional<std::chrono::milliseconds> limit;  ///< empty: without end
    std::chrono::milliseconds used{0};

    bool exhausted() const { return limit && used >= *limit; }
};

enum class WatchVerdict {
    go_on,
    step_back,  ///< cancel: it waits for its lock with a snapshot held, for which others' builds would wait
    give_up,    ///< cancel: the wait has used up its budget
    line_dead,  ///< the server has ended the statement, and the answer does not arrive
};

/// The watchdog that takes the place of timeouts, since a timeout of any kind would leave an INVALID index:
/// it knows what the statement is at. While nothing exists it lets go early; in waits it obeys the budget;
/// while the server works it never interferes.
class BuildWatch {
  public:
    explicit BuildWatch(WaitBudget& budget) : budget_(budget) {}

    /// `now`: since the statement was sent; never less than at the call before.
    WatchVerdict look(const BuildSight& sight, std::chrono::milliseconds now);

  private:
    WaitBudget& budget_;
    std::chrono::milliseconds last_{0};
    std::chrono::milliseconds in_queue_{0};
    std::chrono::milliseconds ended_{0};
};

}  // namespace migrate

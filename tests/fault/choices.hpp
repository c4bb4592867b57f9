#pragma once

#include "tests/fault/faults.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace migrate::fault {

/// What the fault may strike.
enum class Course {
    up,                   ///< up
    down_then_down,       ///< down, and the next run is down
    down_then_up,         ///< down, and the next run is up
    up_then_up_faultily,  ///< up, and the next up is struck too
};

/// What the database is when the round begins.
enum class Start {
    models,            ///< four of the twelve are there, under their names
    without_twins,     ///< none of the twelve is there
    without_versions,  ///< as the models make it: no alembic_version yet, so all revisions are pending
};

/// What a build has to wait for until after the fault.
enum class Block {
    none,
    early_writer,  ///< wrote the tables before the run began, and is idle in its transaction
    late_writer,   ///< the same, but wrote while an index was being built
    snapshot,      ///< an old snapshot
};

/// When a fault strikes: in a phase of a build, or after a part of the time that an undisturbed run takes.
struct Moment {
    std::string phase;  ///< "": the time decides
    int occurrence = 1;
    double part = 0;
};

/// Everything random of one round: the same seed makes the same.
struct Choices {
    std::uint64_t seed = 0;
    Course course = Course::up;
    Start start = Start::models;
    bool small_tables = false;  ///< the short transaction for small tables, as it is without configuration
    Block block = Block::none;
    Fault fault = Fault::kill;
    Moment moment;
    std::optional<Fault> second;  ///< strikes the same run
    std::chrono::milliseconds second_after{0};
    Fault next_fault = Fault::kill;  ///< of the next run, in the course that has one
    double next_part = 0;
    unsigned victim = 0;
    std::chrono::milliseconds outage{0};
    std::chrono::milliseconds block_after{0};  ///< from the fault on
    std::chrono::milliseconds next_run_after{0};

    /// Consecutive seeds go through all faults.
    static Choices draw(std::uint64_t seed);
    std::string text() const;
};

}  // namespace migrate::fault

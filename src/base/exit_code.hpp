#pragma once

#include <array>
#include <string_view>

namespace migrate {

/// What the process tells its caller. The numbers are a contract: scripts, CI and the bot's start-up act on
/// them.
enum class ExitCode : int {
    done = 0,              ///< done, or nothing to do; preflight: ready
    findings = 1,          ///< findings at or above --fail-on; preflight: not ready
    usage = 2,             ///< usage, configuration or revision files are wrong; the server was not touched
    unreachable = 3,       ///< server or Redis unreachable within --wait
    step_failed = 4,       ///< a step failed; the report says what is done, what failed, what was not started
    locked = 5,            ///< another runner holds the lock
    unknown_revision = 6,  ///< the database holds a revision that the files do not know
    refused = 7,           ///< refused before anything changed: what is there conflicts with the plan
    defect = 70,           ///< a defect in migrate
};

/// One row of the table that `migrate explain exit-codes` and docs/exit_codes.md are made from.
struct ExitCodeText {
    ExitCode code;
    std::string_view name;     ///< as in the JSON of errors
    std::string_view meaning;  ///< one sentence
    std::string_view next;     ///< what the reader does about it
};

/// All exit codes in ascending order.
const std::array<ExitCodeText, 9>& exit_code_texts();

}  // namespace migrate

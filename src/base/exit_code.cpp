#include "src/base/exit_code.hpp"

namespace migrate {

const std::array<ExitCodeText, 9>& exit_code_texts() {
    static constexpr std::array<ExitCodeText, 9> texts{{
        {ExitCode::done, "done", "Done, or nothing to do.", "Go on."},
        {ExitCode::findings, "findings",
         "There are findings at or above --fail-on; preflight: not ready; flush: a daemon did not answer.",
         "Read the findings; each says how to mend it."},
        {ExitCode::usage, "usage",
         "The command line, the configuration or the revision files are wrong; the server was not touched.",
         "Mend what the message names; all problems are listed at once."},
        {ExitCode::unreachable, "unreachable",
         "The server, or for flush Redis, could not be reached in time.",
         "Check that it runs and that the address, the role and the password are right; then run the same command again."},
        {ExitCode::step_failed, "step_failed",
         "A step failed; the report says what is done, what failed and what was not started.",
         "Mend the cause and run the same command again: it goes on where this run ended."},
        {ExitCode::locked, "locked", "Another runner holds the lock.",
         "Wait for it; the message says who it is and what it does."},
        {ExitCode::unknown_revision, "unknown_revision",
         "The database holds a revision that the files do not know.",
         "Use the release that knows it, or undo it: its way back is stored in the database."},
        {ExitCode::refused, "refused",
         "Refused before anything changed: what is there conflicts with the plan.",
         "Choose one of the options that the message names."},
        {ExitCode::defect, "defect", "A defect in migrate itself.",
         "Report it with the message; the database is as the last reported step left it."},
    }};
    return texts;
}

}  // namespace migrate

#pragma once

#include "checks/facts.hpp"
#include "cli/context.hpp"

#include <string>
#include <vector>

namespace migrate {

/// What was gathered, and about which server.
struct Gathered {
    Facts facts;
    std::string server;            ///< "" = none was asked
    std::optional<Error> failure;  ///< the server that was named cannot be reached
};

struct GatherOptions {
    bool slow = false;                   ///< also what takes a private server, and seconds
    int jobs = 1;                        ///< revisions tried at a time
    std::string against;                 ///< a commit of git that is going to be merged with; "" = none
    std::vector<std::string> sql_files;  ///< instead of the revisions' statements, where there are any
};

/// Gathers the facts that are wanted, each part on its own: what cannot be had leaves its reason, and stops
/// nothing else. No server is asked where none of its facts are wanted, or where nobody named a database.
/// Errors: ExitCode::usage for a file of SQL that cannot be read.
Gathered gather_facts(CommandContext& context, Needs wanted, const GatherOptions& options = {});

}  // namespace migrate

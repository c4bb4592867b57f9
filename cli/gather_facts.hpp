#pragma once

#include "checks/facts.hpp"
#include "cli/context.hpp"

#include <string>

namespace migrate {

/// What was gathered, and about which server.
struct Gathered {
    Facts facts;
    std::string server;            ///< "" = none was asked
    std::optional<Error> failure;  ///< the server that was named cannot be reached
};

struct GatherOptions {
    bool slow = true;  ///< also what takes a private server, and seconds
    int jobs = 1;      ///< revisions tried at a time
};

/// Gathers the facts that are wanted, each part on its own: what cannot be had leaves its reason, and stops
/// nothing else. No server is asked where none of its facts are wanted, or where nobody named a database.
Gathered gather_facts(CommandContext& context, Needs wanted, const GatherOptions& options);

}  // namespace migrate

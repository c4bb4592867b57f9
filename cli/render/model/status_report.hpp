#pragma once

#include "src/revision/revision.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace migrate {

struct RevisionStatus {
    RevisionId id;
    std::string message;
    std::string state;       ///< applied, pending, interrupted, failed, unknown
    std::string applied_at;  ///< ISO 8601; "" where the journal does not know
    std::string applied_by;
    std::optional<std::int64_t> duration_ms;
};

struct IndexStatus {
    std::string name;
    std::string table;
    std::string state;       ///< as in docs/index_states.md
    std::string definition;  ///< of what is there; "" = nothing
    std::string wanted;
    std::int64_t size_bytes = 0;
    std::int64_t scans = 0;
    bool created_by_us = false;
    std::string origin;  ///< created, found, …; "" where nothing is there
    RevisionId revision;
};

/// What `migrate status` shows.
struct StatusReport {
    std::string server;   ///< "bot at db:5432 (PostgreSQL 15.8)"
    std::string verdict;  ///< ready, behind, ahead, diverged, interrupted, invalid_index, conflict
    std::string reason;   ///< the verdict in one sentence without full stop
    std::string next;     ///< the command to type next; "" when there is nothing to do
    std::vector<RevisionStatus> revisions;  ///< parents before children, unknown ones last
    std::vector<RevisionId> pending;
    std::vector<IndexStatus> indexes;
    std::vector<std::string> remarks;  ///< INVALID indexes of others on the declared tables
    std::string running;               ///< another runner at work; "" = nobody
};

}  // namespace migrate

#pragma once

#include "src/revision/revision.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace migrate {

/// What the journal remembers of a revision: its newest finished or failed entry, and how it got there.
struct JournalEntry {
    RevisionId revision;
    std::string action;  ///< "up", "down", "stamp", "repair"
    std::string state;   ///< "started", "done", "failed"
    std::string message;
    std::string actor;       ///< database role
    std::string host;        ///< of the client
    std::string version;     ///< of migrate
    std::string started_at;  ///< ISO 8601 with time zone
    std::int64_t duration_ms = 0;
    std::string checksum;
    std::string error;      ///< for failed: the message, without secrets
    std::string down_text;  ///< the way back as it was when applied
};

/// What a database says about itself.
struct History {
    bool version_table_exists = false;
    bool journal_exists = false;
    std::vector<RevisionId> heads;      ///< the rows of alembic_version, sorted
    std::vector<JournalEntry> entries;  ///< newest entry of each revision that the journal knows

    const JournalEntry* find(const RevisionId& id) const;
};

}  // namespace migrate

#pragma once

#include "src/index/index_goal.hpp"
#include "src/postgres/index_journal.hpp"
#include "src/postgres/step_context.hpp"

#include <optional>
#include <string>
#include <vector>

namespace migrate {

/// One declared index in one round of looking and doing: what the catalog says of it now.
struct IndexWork {
    const StepContext& context;
    const Revision& revision;
    const IndexFacts& facts;
    ResolvedTable table;
    WaitBudget& waits;  ///< of this index change, all its waits together

    const IndexSpec& spec() const { return facts.spec; }
    std::string qualified(const std::string& index) const;
    /// A record to write about it, with a new token.
    IndexNote note(IndexOrigin origin) const;
    BuildProgress progress_of(const std::string& index) const;
    /// The error with the index' name and the revision's file.
    Error explained(const Error& error) const;
};

/// DROP INDEX CONCURRENTLY in a session of its own, watched, and tried again where that can help; an index
/// that is not there is no error. One of a partitioned table goes in a short transaction, since it has no
/// other way.
void drop_concurrently(const IndexWork& work, const std::string& index);
/// The same of `work.table` itself, which may be a partition of the table that the facts speak of.
void drop_one_concurrently(const IndexWork& work, const std::string& index);
/// Drops what a failed or cancelled build left, also after Ctrl-C, if that is possible within ten seconds:
/// whoever has the table locked holds it up. True when nothing is left.
bool try_cleanup(const IndexWork& work, const std::string& index);
/// Statements that take a strong lock for a moment: one transaction, tried again while the lock cannot be
/// had.
std::optional<Error> try_short_transaction(const IndexWork& work, const std::vector<std::string>& statements);
void run_short_transaction(const IndexWork& work, const std::vector<std::string>& statements);
std::string rename_sql(const IndexWork& work, const std::string& from, const std::string& to);

}  // namespace migrate

#pragma once

#include "src/base/error.hpp"
#include "src/revision/revision.hpp"
#include "src/revision/text_place.hpp"
#include "src/statement/table_change.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace migrate {

/// One statement of a script, as it will run.
struct ScriptStatement {
    SyntaxNode node;  ///< empty where the parser did not understand it, or no check looks into it
    std::vector<TableChange> changes;  ///< of an ALTER TABLE
    std::string text;
    TextPlace place;             ///< of its first word
    std::string not_understood;  ///< what the parser said; "" = it was understood
    std::size_t error_offset = 0;
    RelationName made_by_words;         ///< what a statement that was not understood makes; empty = nothing
    bool only_if_missing = false;       ///< a guard before it, or IF NOT EXISTS
    std::vector<Allowance> allowances;  ///< of the comments before it
    bool outside_transaction = false;   ///< the server refuses it in a transaction block
    int transaction = none;             ///< statements with the same number share one; none = alone
    std::size_t number = 0;             ///< among the statements of all scripts, in the order they run
    int run = 0;                        ///< scripts that run together share it

    static constexpr int none = -1;
};

/// The statements of one direction of a revision, or of a file that is no revision.
struct Script {
    std::string subject;  ///< the revision's id, or the file
    std::string file;
    bool is_revision = false;
    bool is_down = false;
    bool is_judged = true;   ///< false: it has run; it only tells what later ones find
    bool begins_run = true;  ///< false: it runs right after the one before, on what that has made
    std::vector<ScriptStatement> statements;
    std::vector<Allowance> allowances;  ///< of its head: for all statements

    /// Where a byte of a statement stands.
    FilePosition position(const ScriptStatement& statement, int offset) const;
};

/// A direction of a SQL revision.
Script read_script(const Revision& revision, bool upwards);
/// A file of plain SQL, as other programs run it: in one transaction, unless it holds BEGIN, a statement that
/// the server refuses there, or its own mark (goose: NO TRANSACTION). Comments above the first statement are
/// its head. Files named down.sql or *.down.sql, and what follows "-- +goose Down" or "-- migrate:down", are
/// ways back. Never throws.
std::vector<Script> read_plain_scripts(const std::string& file, const std::string& text);

}  // namespace migrate

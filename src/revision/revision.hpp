#pragma once

#include "src/base/error.hpp"
#include "src/index/index_goal.hpp"
#include "src/index/index_spec.hpp"
#include "src/revision/allowance.hpp"

#include <compare>
#include <optional>
#include <string>
#include <vector>

namespace migrate {

/// The id of a revision. A type of its own, so that no path or title becomes one by accident.
class RevisionId {
  public:
    RevisionId() = default;
    explicit RevisionId(std::string text) : text_(std::move(text)) {}
    const std::string& text() const { return text_; }
    bool empty() const { return text_.empty(); }
    auto operator<=>(const RevisionId&) const = default;

  private:
    std::string text_;
};

/// Alembic's column is varchar(32).
inline constexpr std::size_t max_revision_id_bytes = 32;

/// "-- migrate: if missing …" before a statement of an up part, "-- migrate: if created …" before one of a
/// down part. The first runs the statement only where the object is not there yet, and records that we made
/// it; the second runs it only where that record stands, and removes the record. So `down` removes what `up`
/// created and nothing that was there before.
struct Guard {
    enum class When { if_missing, if_created };
    enum class Object { table, column, index, unique };
    When when = When::if_missing;
    Object object = Object::table;
    std::string table;  ///< may be schema-qualified
    std::vector<std::string>
        columns;  ///< one for column; the exact key columns, in order, for index; as a set for unique

    /// "column users.credits", "index on bot_instances (status, owner_id)"
    std::string text() const;
    bool operator==(const Guard&) const = default;
};

/// One SQL statement of a revision, as written, without its final semicolon.
struct Statement {
    std::string text;
    int line = 1;                      ///< of its first word in the file
    bool outside_transaction = false;  ///< the server refuses it in a transaction block
    std::optional<Guard> guard;
    int column = 1;                     ///< of its first word
    std::vector<Allowance> allowances;  ///< of the comments before it
};

/// [[create_index]] or [[drop_index]].
struct IndexChange {
    enum class Kind { create, drop };
    Kind kind = Kind::create;
    IndexSpec spec;
    std::string why;
    std::vector<std::string> serves;  ///< ids of workload queries
    int line = 1;
};

/// Where the index of a change goes when its revision is applied or undone.
IndexGoal goal_of(const IndexChange& change, bool upwards);

/// One file of the revision folder.
struct Revision {
    RevisionId id;
    std::vector<RevisionId> parents;
    std::vector<RevisionId> depends_on;
    std::vector<std::string> labels;
    std::string message;
    std::string irreversible;  ///< the reason why there is no way back; "" = there is one
    std::string file;
    int id_line = 1;       ///< where the file names the id
    int parents_line = 1;  ///< where it names the parents
    std::string checksum;  ///< of the whole file: XXH3, 128 bits, hexadecimal
    std::string
        down_text;  ///< the down part as written (SQL) or the whole file (TOML): stored with the journal
    bool transaction_off = false;       ///< the header says so
    std::vector<Statement> up;          ///< SQL revisions
    std::vector<Statement> down;        ///< SQL revisions
    std::vector<IndexChange> indexes;   ///< TOML revisions, in file order; undone in reverse
    std::vector<Allowance> allowances;  ///< of the head: for all statements

    FilePosition place_of_id() const { return {file, id_line, 0}; }
    bool changes_indexes() const { return !indexes.empty(); }
    /// Whether this direction runs as one transaction.
    bool runs_in_transaction(bool upwards) const;
};

}  // namespace migrate

#pragma once

#include "src/statement/script.hpp"

#include <functional>
#include <limits>
#include <map>
#include <string>
#include <vector>

namespace migrate {

/// What is there when a statement runs, as far as the statements before it tell. What a run has made itself
/// is nobody's yet: nobody waits for a lock on it, and it holds few rows.
class Timeline {
  public:
    /// Tells whether the database has a relation before the run.
    using Exists = std::function<bool(const RelationName&)>;

    explicit Timeline(Exists exists = {}) : exists_(std::move(exists)) {}

    /// In the order they run.
    void note(const ScriptStatement& statement);

    /// Whether the run of the statement has made the table, materialized view or index before it.
    bool is_new(const RelationName& relation, const ScriptStatement& at) const;
    bool is_new_type(const RelationName& type, const ScriptStatement& at) const;
    bool is_new_column(const RelationName& table, const std::string& column, const ScriptStatement& at) const;
    /// Whether a later statement of the same run drops the relation.
    bool is_dropped_later(const RelationName& relation, const ScriptStatement& at) const;
    /// Whether a later statement of the same run makes something of that name, be it by renaming.
    bool is_made_later(const RelationName& relation, const ScriptStatement& at) const;
    bool is_renamed_to_later(const RelationName& relation, const ScriptStatement& at) const;
    bool is_type_made_later(const RelationName& type, const ScriptStatement& at) const;
    /// The table that an index was made on; empty = not known.
    RelationName table_of_index(const RelationName& index, const ScriptStatement& at) const;
    /// The type that a column has; empty = not known.
    TypeName type_of_column(const RelationName& table, const std::string& column,
                            const ScriptStatement& at) const;
    bool is_enum(const RelationName& type, const ScriptStatement& at) const;
    /// Whether a check that the server has validated says that the column is never null.
    bool is_proven_not_null(const RelationName& table, const std::string& column,
                            const ScriptStatement& at) const;

    /// Whether a statement of the same run before it has removed all rows of the table.
    bool is_emptied(const RelationName& table, const ScriptStatement& at) const;
    /// Whether some check of the table was added by a statement before.
    bool has_check(const RelationName& table, const ScriptStatement& at) const;

  private:
    static constexpr std::size_t for_ever = std::numeric_limits<std::size_t>::max();

    /// From the statement that makes something to the one that removes it.
    struct Span {
        RelationName name;
        int run = 0;
        std::size_t from = 0;
        std::size_t to = for_ever;
        bool is_renamed = false;  ///< it had another name before
        bool is_enum = false;
        RelationName table;  ///< of an index
        TypeName type;       ///< of a column

        bool holds(const ScriptStatement& at) const { return from < at.number && at.number <= to; }
    };
    using Spans = std::map<std::string, std::vector<Span>>;  ///< by bare name

    static const Span* find(const Spans& spans, const RelationName& name, const ScriptStatement& at);
    /// The first that begins after the statement, in the same run.
    static const Span* find_later(const Spans& spans, const RelationName& name, const ScriptStatement& at);
    static Span* find_open(Spans& spans, const RelationName& name);
    Span& open(Spans& spans, const RelationName& name, const ScriptStatement& at);
    void close(Spans& spans, const RelationName& name, const ScriptStatement& at);
    void move(Spans& spans, const RelationName& from, const RelationName& to, const ScriptStatement& at);

    void note_create_table(const ScriptStatement& statement);
    void note_columns(const RelationName& table, const ColumnDefinition& column, const ScriptStatement& at);
    void note_drop(const ScriptStatement& statement);
    void note_emptied(const ScriptStatement& statement);
    void note_rename(const ScriptStatement& statement);
    void rename_type_of_columns(const RelationName& old, const std::string& new_name,
                                const ScriptStatement& at);
    void note_change(const TableChange& change, const ScriptStatement& at);
    void note_constraint(const RelationName& table, const Constraint& constraint, const ScriptStatement& at);
    void note_validated(const RelationName& table, const std::string& constraint, const ScriptStatement& at);
    void make(const RelationName& name, const ScriptStatement& at);

    Exists exists_;
    Spans relations_;
    Spans types_;
    Spans columns_;  ///< the schema of their name is the table's
    /// Something that happened to a relation.
    struct Event {
        int run = 0;
        std::size_t number = 0;
        RelationName name;
    };
    std::vector<Event> drops_;  ///< by number
    std::vector<Event> emptied_;
    std::vector<Event> checks_;  ///< tables that got one
    /// A check that says of columns that they are never null.
    struct Proof {
        RelationName table;
        std::string name;
        std::vector<std::string> columns;
        std::size_t from = for_ever;  ///< since then the server has validated it
        std::size_t to = for_ever;
    };
    std::vector<Proof> proofs_;
};

}  // namespace migrate

#pragma once

#include <map>
#include <string>
#include <vector>

namespace migrate {

/// One key of an index: a column or an expression, never both.
struct IndexKey {
    std::string column;      ///< a column's name, unquoted; "" for an expression
    std::string expression;  ///< SQL without the outer parentheses; "" for a column
    bool descending = false;
    std::string nulls;      ///< "first", "last" or "" (the order's own default)
    std::string opclass;    ///< SQL as written: may be schema-qualified and carry parameters
    std::string collation;  ///< a name as pg_collation has it (C, en_US.utf8), or SQL when it holds a quote

    bool operator==(const IndexKey&) const = default;
};

/// What somebody wants an index to be, as written in a revision file. Only the server can say whether an
/// index that exists is this one: see CanonicalKey.
struct IndexSpec {
    std::string name;
    std::string schema;  ///< "" means: the first schema of search_path that has the table
    std::string table;
    std::string method = "btree";
    std::vector<IndexKey> keys;
    std::vector<std::string> include;
    std::string where;  ///< SQL of the predicate, or ""
    bool unique = false;
    bool nulls_not_distinct = false;          ///< PostgreSQL 15 and later
    std::map<std::string, std::string> with;  ///< storage parameters
    std::string tablespace;

    bool operator==(const IndexSpec&) const = default;
};

/// How CREATE INDEX is written for a spec.
struct CreateIndexForm {
    bool concurrently = false;
    bool only = false;   ///< ON ONLY: the parent of partitions without them
    std::string name;    ///< instead of the spec's, e.g. a work name; "" = the spec's
    std::string schema;  ///< instead of the spec's
    std::string table;   ///< instead of the spec's, e.g. an empty clone
};

/// The statement without a final semicolon. Never writes IF NOT EXISTS: it accepts an INVALID index. Every
/// expression and predicate stands in parentheses of ours.
std::string create_index_sql(const IndexSpec& spec, const CreateIndexForm& form = {});

/// "users (telegram_id, credits desc) where active": how a spec is shown to people. Tells all that makes up
/// the identity of the index on its table, so that equal texts mean equal indexes.
std::string describe(const IndexSpec& spec);

}  // namespace migrate

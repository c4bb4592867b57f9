#pragma once

#include "src/revision/sql_script.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// What a runner must know about a statement before it sends it.
struct SqlFacts {
    bool outside_transaction = false;    ///< the server refuses it in a transaction block
    bool controls_transaction = false;   ///< BEGIN, COMMIT, SAVEPOINT, …
    bool copies_through_client = false;  ///< COPY … FROM STDIN or TO STDOUT
};

/// Decided by PostgreSQL's parser, which is asked only about statements with a word that can matter. A
/// statement that the bundled parser does not know (newer syntax) is judged by its words; whether it is right
/// is for the server to say.
SqlFacts find_facts(const SqlStatement& statement);

/// Something with data in it that a statement drops or empties.
struct Destroyed {
    enum class Kind { schema, table, column };
    Kind kind = Kind::table;
    std::string schema;  ///< "" = by search_path
    std::string table;   ///< "" for a schema
    std::string column;  ///< "" for a schema or a table

    bool operator==(const Destroyed&) const = default;
};

/// DROP TABLE, DROP SCHEMA, TRUNCATE and ALTER TABLE … DROP COLUMN; one statement, or several with semicolons
/// between.
std::vector<Destroyed> find_destroyed(std::string_view sql);

/// CREATE INDEX CONCURRENTLY with a name of its own.
struct ConcurrentBuild {
    std::string index;
    std::string schema;  ///< of the table; "" = by search_path
    std::string table;
};
std::optional<ConcurrentBuild> find_concurrent_build(std::string_view sql);

}  // namespace migrate

#pragma once

#include "checks/facts.hpp"
#include "src/base/sql_text.hpp"
#include "src/revision/applied_indexes.hpp"

#include <set>
#include <string>

#include <fmt/format.h>

/// What several checks ask about an index of the catalog. Files and history may be absent: then nothing is
/// declared.
namespace migrate {

inline const DeclaredIndex* declaration_of(const Facts& facts, const CatalogIndex& index) {
    return facts.history ? find_declaration(*facts.history, index) : nullptr;
}

inline std::set<Oid> declared_oids(const Facts& facts) {
    std::set<Oid> declared;
    for (const TableIndex& index : facts.catalog->indexes) {
        if (declaration_of(facts, index) != nullptr) declared.insert(index.oid);
    }
    return declared;
}

inline std::string qualified(const CatalogIndex& index) {
    return quote_qualified(index.schema, index.name);
}

/// The statement that removes it, which for a partitioned index cannot go CONCURRENTLY.
inline std::string drop_sql(const TableIndex& index) {
    return fmt::format("DROP INDEX {}{}", index.partitioned ? "" : "CONCURRENTLY ", qualified(index));
}

/// How to be rid of an index that is in nobody's way: by a revision where one declares it, else by hand.
inline std::string removal_of(const Facts& facts, const TableIndex& index) {
    if (declaration_of(facts, index) != nullptr)
        return fmt::format("Drop it by a revision: [[drop_index]] with the keys of {}.", qualified(index));
    return fmt::format("{}; where models or files declare it, take it out there, too.", drop_sql(index));
}

}  // namespace migrate

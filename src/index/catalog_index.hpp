#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// The identity of an index as the server itself prints it: two indexes of one table with equal keys serve
/// the same queries in the same way. Columns stand by name, since a dropped column shifts numbers in a clone.
/// Everything is printed under an empty search_path, so that names come out qualified. Never holds text that
/// came from a file.
struct CanonicalKey {
    std::string method;
    std::vector<std::string> keys;     ///< each: column or expression, opclass, collation, order bits
    std::vector<std::string> include;  ///< column names, in order
    std::string predicate;             ///< "" when there is none
    bool unique = false;
    bool nulls_not_distinct = false;

    /// One line, stable across releases: it is stored in the journal and compared there.
    std::string text() const;
    bool operator==(const CanonicalKey&) const = default;
};

/// A key of a CanonicalKey in two parts.
struct OrderedKey {
    std::string_view what;    ///< column or expression, operator family, collation
    bool descending = false;  ///< read backwards, an index gives the opposite of both
    bool nulls_first = false;
    bool is_reverse_of(const OrderedKey& other) const {
        return descending != other.descending && nulls_first != other.nulls_first;
    }
};
OrderedKey split_order(std::string_view key);

/// A backend that is building an index now.
struct ActiveBuild {
    int pid = 0;
    std::string phase;       ///< as pg_stat_progress_create_index names it; "" when this role may not see it
    double done_ratio = -1;  ///< of the phase, 0 to 1; negative when unknown
};

/// An index as the catalog holds it.
struct CatalogIndex {
    std::string schema;
    std::string name;
    std::string table;
    CanonicalKey key;
    std::string definition;  ///< pg_get_indexdef, for people only
    bool valid = false;
    bool ready = false;
    bool live = false;
    bool backs_constraint = false;  ///< primary key, unique or exclusion constraint, replica identity
    std::string comment;
    std::int64_t size_bytes = 0;
    std::int64_t scans = 0;
    std::optional<ActiveBuild> builder;

    bool usable() const { return valid && ready && live; }
};

}  // namespace migrate

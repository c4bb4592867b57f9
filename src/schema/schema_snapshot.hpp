#pragma once

#include <map>
#include <string>
#include <tuple>

namespace migrate {

/// What names an object of a schema: "column", "users", "credits"; "table", "", "users". Names outside the
/// schema public are qualified; those that need quotes have them.
struct SchemaKey {
    std::string kind;    ///< table, column, constraint, index, sequence, view, function, trigger …
    std::string parent;  ///< the table of a column, constraint, trigger, rule or policy; else ""
    std::string name;

    auto operator<=>(const SchemaKey&) const = default;
};

/// What an object is, as PostgreSQL itself prints it: "type" -> "integer". What an object has not is left
/// out.
using SchemaAttributes = std::map<std::string, std::string>;

/// All objects of a database, but for the system's, those of extensions and migrate's own.
struct SchemaSnapshot {
    int server_version = 0;  ///< e.g. 150018
    std::string owner;       ///< the role that owns most of it; "" = it is empty
    std::map<SchemaKey, SchemaAttributes> objects;

    int major() const { return server_version / 10000; }
};

}  // namespace migrate

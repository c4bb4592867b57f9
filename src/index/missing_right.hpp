#pragma once

#include <string>
#include <string_view>

namespace migrate {

/// Something that a role would have to be allowed, and is not. Names are quoted as SQL needs them.
struct MissingRight {
    std::string kind;    ///< a row of the table in missing_right.cpp
    std::string object;  ///< the table, schema, tablespace or database
    std::string role;
    std::string owner;  ///< of the table, where it matters; "" for a superuser, whose rights nobody lends
};

/// "schema public: app may not create in it, …: GRANT CREATE ON SCHEMA public TO app"
std::string describe(const MissingRight& right);

}  // namespace migrate

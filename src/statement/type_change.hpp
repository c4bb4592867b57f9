#pragma once

#include "src/statement/type_name.hpp"

namespace migrate {

/// What ALTER COLUMN TYPE costs. From ATColumnChangeRequiresRewrite and the casts of pg_cast: a cast that
/// changes no byte needs no rewrite.
/// https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
enum class TypeChange {
    free,     ///< the catalog alone
    rewrite,  ///< every row and every index is written anew under ACCESS EXCLUSIVE
    unknown,  ///< it depends on the type that it had
};

/// `old` may be empty: not known.
TypeChange judge_type_change(const TypeName& old, const TypeName& wanted);

}  // namespace migrate

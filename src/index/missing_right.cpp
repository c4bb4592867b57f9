#include "src/index/missing_right.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace migrate {

namespace {

struct RightText {
    std::string_view kind;
    std::string_view text;
};

constexpr std::array<RightText, 10> texts{{
    {"owner",
     "table {object}: only its owner may change its indexes, and {role} is not a member of {owner}: GRANT {owner} TO {role}"},
    {"superuser_owner",
     "table {object}: only its owner may change its indexes, and that is a superuser: ALTER TABLE {object} OWNER TO {role}"},
    {"read", "table {object}: {role} may not read it: GRANT SELECT ON {object} TO {role}"},
    {"schema",
     "schema {object}: {role} may not create in it, which an index needs of the table's owner too: GRANT CREATE ON SCHEMA {object} TO {role}"},
    {"tablespace",
     "tablespace {object}: {role} may not create in it: GRANT CREATE ON TABLESPACE {object} TO {role}"},
    {"no_tablespace",
     "tablespace {object}: there is none of that name: CREATE TABLESPACE {object} LOCATION '/a/directory', or correct the revision file"},
    {"database",
     "database {object}: {role} may not create the schema migrate, where the journal is kept: GRANT CREATE ON DATABASE {object} TO {role}"},
    {"journal",
     "schema migrate: {role} may not write the journal: GRANT USAGE ON SCHEMA migrate TO {role}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA migrate TO {role}"},
    {"version_schema",
     "schema {object}: {role} may not create alembic_version in it: GRANT CREATE ON SCHEMA {object} TO {role}"},
    {"version",
     "table {object}: {role} may not write it: GRANT SELECT, INSERT, UPDATE, DELETE ON {object} TO {role}"},
}};

}  // namespace

std::string describe(const MissingRight& right) {
    const auto* found = std::find_if(texts.begin(), texts.end(),
                                     [&](const RightText& text) { return text.kind == right.kind; });
    if (found == texts.end())
        return fmt::format("{} {}: {} lacks a right", right.kind, right.object, right.role);
    return fmt::format(fmt::runtime(found->text), fmt::arg("object", right.object),
                       fmt::arg("role", right.role), fmt::arg("owner", right.owner));
}

}  // namespace migrate

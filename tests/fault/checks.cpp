#include "tests/fault/checks.hpp"

#include <fmt/format.h>

namespace migrate::fault {

namespace {

constexpr auto indexes_sql = R"(
SELECT coalesce(string_agg(pg_get_indexdef(i.indexrelid) || coalesce(' -- ' || regexp_replace(
           obj_description(i.indexrelid, 'pg_class'), 'migrate:[0-9a-f]+', 'migrate:TOKEN'), ''), E'\n' ORDER BY c.relname), '')
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relname <> 'alembic_version_pkc')";

constexpr auto origins_sql = R"(
SELECT coalesce(string_agg(index_name || ' ' || origin, E'\n' ORDER BY index_name), '')
FROM migrate.index_journal WHERE state = 'done')";

/// Queries that find nothing on a sound database; each row is a violation.
struct Rule {
    std::string_view what;
    std::string_view sql;
};

constexpr Rule unusable{
    "an index that queries cannot use",
    "SELECT indexrelid::regclass FROM pg_index WHERE NOT (indisvalid AND indisready AND indislive)"};
constexpr Rule work_name{"a relation under a work name",
                         R"(SELECT oid::regclass FROM pg_class WHERE relname LIKE 'migr\_%')"};

constexpr Rule unfinished{"the newest journal entry of a revision is not 'done'", R"(
SELECT revision, action, state, error FROM (
    SELECT DISTINCT ON (revision) * FROM migrate.journal ORDER BY revision, id DESC) newest WHERE state <> 'done')"};

constexpr Rule started{"a journal entry says that it is running",
                       "SELECT revision, action FROM migrate.journal WHERE state = 'started'"};

constexpr Rule intent{"an intent that nothing came of",
                      "SELECT index_name, token FROM migrate.index_journal WHERE state = 'intent'"};

constexpr Rule claims{"not one claim to an index", R"(
SELECT index_name, count(*) FROM migrate.index_journal WHERE state = 'done' GROUP BY index_name HAVING count(*) <> 1)"};

constexpr Rule tokens{"journal and comment name different tokens", R"(
SELECT j.index_name, j.token, obj_description(to_regclass(j.index_name), 'pg_class') FROM migrate.index_journal j
WHERE j.state = 'done' AND j.origin = 'created'
  AND coalesce(position(j.token IN obj_description(to_regclass(j.index_name), 'pg_class')), 0) = 0)"};

constexpr auto versions_sql =
    "SELECT coalesce(string_agg(version_num, ' ' ORDER BY version_num), 'nothing') FROM alembic_version";

constexpr auto has_amcheck = "SELECT count(*) FROM pg_available_extensions WHERE name = 'amcheck'";
constexpr auto check_indexes = R"(
SELECT bt_index_check(i.indexrelid, true) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public')";

void add_differences(Violations& violations, std::string_view what, const std::string& is,
                     const std::string& wanted) {
    if (is != wanted) violations.push_back(fmt::format("{} are:\n{}\nand should be:\n{}", what, is, wanted));
}

void apply(Violations& violations, Session& session, const Rule& rule) {
    for (const auto& row : session.rows(std::string(rule.sql))) {
        std::string subject;
        for (const std::string& value : row) subject += ' ' + value;
        violations.push_back(fmt::format("{}:{}", rule.what, subject));
    }
}

void check_version(Violations& violations, Session& session, const std::string& wanted) {
    const std::string versions = session.value(versions_sql);
    if (versions != wanted)
        violations.push_back(fmt::format("alembic_version holds {}, not {}", versions, wanted));
}

}  // namespace

std::string read_indexes(Session& session) {
    return session.value(indexes_sql);
}

std::string read_origins(Session& session) {
    return session.value(origins_sql);
}

Violations find_violations_after_up(Session& session, const Reference& reference, const Writers& writers) {
    Violations violations;
    for (const Rule& rule : {unusable, work_name, unfinished, started, intent, claims, tokens})
        apply(violations, session, rule);
    check_version(violations, session, head_revision);
    add_differences(violations, "the indexes", read_indexes(session), reference.indexes_after);
    add_differences(violations, "the origins of the declared indexes", read_origins(session),
                    reference.origins);
    for (const auto& writer : writers) {
        for (std::string& loss : writer->find_losses(session)) violations.push_back(std::move(loss));
    }
    return violations;
}

Violations find_violations_after_down(Session& session, const Reference& reference) {
    Violations violations;
    for (const Rule& rule : {unusable, work_name, unfinished, started, intent})
        apply(violations, session, rule);
    check_version(violations, session, parent_revision);
    add_differences(violations, "after down the indexes", read_indexes(session), reference.indexes_before);
    return violations;
}

Violations find_corruption(Session& session) {
    if (session.value(has_amcheck) == "0") return {};
    try {
        session.run("CREATE EXTENSION amcheck");
        session.run(check_indexes);
        return {};
    } catch (const SqlFailure& failure) {
        return {failure.what()};
    }
}

}  // namespace migrate::fault

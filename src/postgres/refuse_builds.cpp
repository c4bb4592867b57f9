#include "src/postgres/refuse_builds.hpp"

#include "src/base/error.hpp"
#include "src/index/missing_right.hpp"
#include "src/index/server_release.hpp"
#include "src/postgres/queries/risk_sql.hpp"
#include "src/postgres/query.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace migrate {

namespace {

bool builds_concurrently(IndexVerb verb) {
    return verb == IndexVerb::build || verb == IndexVerb::rebuild || verb == IndexVerb::replace ||
           verb == IndexVerb::restore;
}

/// Makes an index or gives one another name: both need CREATE on the schema.
bool creates(IndexVerb verb) {
    return builds_concurrently(verb) || verb == IndexVerb::build_plain || verb == IndexVerb::finish ||
           verb == IndexVerb::rename || verb == IndexVerb::rename_back;
}

bool changes(const IndexAction& action) {
    return creates(action.verb) || action.verb == IndexVerb::drop || !action.drop_first.empty();
}

std::string needs_json(const RunPlan& plan) {
    auto needs = nlohmann::json::array();
    for (const PlannedStep& step : plan.steps) {
        for (const PlannedIndex& index : step.indexes) {
            if (!changes(index.action)) continue;
            needs.push_back({{"schema", index.spec.schema},
                             {"table", index.spec.table},
                             {"builds", creates(index.action.verb)},
                             {"tablespace", index.spec.tablespace}});
        }
    }
    return needs.dump();
}

bool builds_concurrently(const RunPlan& plan) {
    return std::ranges::any_of(plan.steps, [](const PlannedStep& step) {
        return std::ranges::any_of(
            step.indexes, [](const PlannedIndex& index) { return builds_concurrently(index.action.verb); });
    });
}

void refuse_missing_rights(const pqxx::result& rows) {
    std::vector<std::string> missing;
    for (const auto& row : rows) {
        if (row["kind"].is_null()) continue;
        missing.push_back(describe(MissingRight{.kind = row["kind"].c_str(),
                                                .object = row["object"].c_str(),
                                                .role = row["role"].c_str(),
                                                .owner = row["owner"].c_str()}));
    }
    if (missing.empty()) return;
    throw Error(ExitCode::refused,
                fmt::format("role {} may not do all that this plan needs; nothing was changed",
                            rows[0]["role"].c_str()),
                "Have an administrator run what stands behind each line, then run the same command again.")
        .with_details(std::move(missing));
}

std::string danger_text(const ReleaseDanger& danger, int server_version) {
    return fmt::format("PostgreSQL {}: {} (fixed in {}, see {})", release_text(server_version), danger.what,
                       release_text(danger.fixed_in), danger.source);
}

}  // namespace

std::vector<std::string> refuse_impossible_builds(Connection& connection, const RunPlan& plan) {
    if (plan.steps.empty() || plan.refused()) return {};
    const auto rows = query(connection, risk_sql::read_missing_rights, needs_json(plan));
    refuse_missing_rights(rows);
    const int version = connection.server_version();
    const auto danger = find_release_danger(version, rows[0]["prepared_transactions"].as<bool>());
    if (!danger || !builds_concurrently(plan)) return {};
    if (!danger->refused) return {danger_text(*danger, version)};
    throw Error(
        ExitCode::refused, danger_text(*danger, version),
        fmt::format("Update the server to {} or later, then run the same command again; nothing was changed.",
                    release_text(danger->fixed_in)));
}

}  // namespace migrate

#include "src/postgres/read_run_plan.hpp"

#include "src/base/sql_text.hpp"
#include "src/index/invalid_leftovers.hpp"
#include "src/postgres/query.hpp"
#include "src/postgres/read_index_facts.hpp"
#include "src/postgres/read_losses.hpp"
#include "src/revision/declared_indexes.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace migrate {

namespace {

/// Names of declared indexes that are not there or that queries cannot use: one quick look at the catalog.
constexpr std::string_view find_unusable = R"(
SELECT wanted.place FROM pg_catalog.unnest($1::text[]) WITH ORDINALITY wanted (name, place)
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_index i
                  WHERE i.indexrelid = pg_catalog.to_regclass(wanted.name) AND i.indisvalid AND i.indisready AND i.indislive))";

std::string array_literal(const std::vector<DeclaredSpec>& declared) {
    std::string text = "{";
    for (const DeclaredSpec& one : declared) {
        if (text.size() > 1) text += ',';
        text += '"';
        for (const char c : quote_qualified(one.spec->schema, one.spec->name)) {
            if (c == '"' || c == '\\') text += '\\';
            text += c;
        }
        text += '"';
    }
    return text + "}";
}

PlannedIndex planned(const IndexFacts& facts, IndexAction action) {
    return {.spec = facts.spec,
            .action = std::move(action),
            .wanted = create_index_sql(facts.spec),
            .found = facts.same_name ? facts.same_name->definition : "",
            .table_bytes = facts.table_bytes};
}

std::vector<PlannedStep> read_repairs(Connection& connection, const RevisionGraph& graph,
                                      const RevisionSet& applied, const IndexPolicy& policy) {
    const std::vector<DeclaredSpec> declared = declared_indexes(graph, applied);
    if (declared.empty()) return {};
    std::vector<DeclaredSpec> suspects;
    for (const auto& row : query(connection, find_unusable, array_literal(declared)))
        suspects.push_back(declared[row[0].as<std::size_t>() - 1]);
    std::vector<IndexSpec> specs;
    for (const DeclaredSpec& one : suspects) specs.push_back(*one.spec);
    const auto facts = specs.empty() ? std::vector<IndexFacts>{} : read_index_facts(connection, specs);
    std::vector<PlannedStep> repairs;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const IndexAction action = decide_create(facts[i], policy);
        if (action.verb == IndexVerb::nothing) continue;
        const RevisionId& id = suspects[i].revision;
        if (repairs.empty() || repairs.back().revision.id != id)
            repairs.push_back({.revision = {.id = id}, .repair = true, .message = graph.at(id).message});
        repairs.back().indexes.push_back(planned(facts[i], action));
    }
    return repairs;
}

/// The index changes of all steps, and their facts, read together.
class IndexPlanning {
  public:
    IndexPlanning(Connection& connection, const RevisionGraph& graph, const RevisionPlan& plan,
                  const IndexPolicy& policy)
        : policy_(policy) {
        for (const RevisionStep& step : plan.steps) {
            for (const IndexChange& change : graph.at(step.id).indexes) specs_.push_back(change.spec);
        }
        if (!specs_.empty()) facts_ = read_index_facts(connection, specs_);
    }

    std::vector<std::string> remarks() const { return find_invalid_leftovers(facts_); }

    std::vector<PlannedIndex> take(const Revision& revision, bool upwards) {
        std::vector<PlannedIndex> indexes;
        for (const IndexChange& change : revision.indexes)
            indexes.push_back(decide(change, facts_[next_++], upwards));
        if (!upwards) std::reverse(indexes.begin(), indexes.end());
        return indexes;
    }

  private:
    PlannedIndex decide(const IndexChange& change, const IndexFacts& facts, bool upwards) const {
        return planned(facts, migrate::decide(goal_of(change, upwards), facts, policy_));
    }

    IndexPolicy policy_;
    std::vector<IndexSpec> specs_;
    std::vector<IndexFacts> facts_;
    std::size_t next_ = 0;
};

}  // namespace

RunPlan read_run_plan(Connection& connection, const RevisionGraph& graph,
                      const std::vector<RevisionId>& applied, const RevisionPlan& revisions,
                      const IndexPolicy& policy) {
    RunPlan plan;
    const bool upwards = revisions.steps.empty() || revisions.steps.front().upwards;
    if (upwards)
        plan.steps =
            read_repairs(connection, graph, graph.ancestors({applied.begin(), applied.end()}), policy);
    IndexPlanning indexes(connection, graph, revisions, policy);
    plan.remarks = indexes.remarks();
    for (const RevisionStep& step : revisions.steps) {
        const Revision& revision = graph.at(step.id);
        PlannedStep planned_step{
            .revision = step, .message = revision.message, .indexes = indexes.take(revision, step.upwards)};
        if (!step.upwards) planned_step.losses = read_losses(connection, revision);
        plan.steps.push_back(std::move(planned_step));
    }
    return plan;
}

}  // namespace migrate

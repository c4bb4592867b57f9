#include "src/workload/plan_shape.hpp"

#include "src/base/checksum.hpp"
#include "src/base/error.hpp"

#include <cmath>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace migrate {

namespace {

using PlanJson = nlohmann::json;

std::string word_of(const PlanJson& node, const char* key) {
    return node.value(key, std::string{});
}

std::int64_t number_of(const PlanJson& node, const char* key) {
    return node.contains(key) ? std::llround(node.at(key).get<double>()) : 0;  // rows of PostgreSQL 18: 1.00
}

std::int64_t microseconds_of(const PlanJson& statement, const char* key) {
    return statement.contains(key) ? std::llround(statement.at(key).get<double>() * 1000) : 0;
}

/// Collects from all nodes; the text comes from the walk.
class ShapeReader {
  public:
    PlanShape read(const PlanJson& plan) {
        PlanShape shape{.text = text_of(plan)};
        shape.fingerprint = checksum(shape.text);
        shape.indexes.assign(indexes_.begin(), indexes_.end());
        shape.seq_scans.assign(seq_scans_.begin(), seq_scans_.end());
        shape.unconditioned.assign(unconditioned_.begin(), unconditioned_.end());
        return shape;
    }

  private:
    std::string text_of(const PlanJson& node) {
        std::string text = kind_of(node) + place_of(node);
        if (!node.contains("Plans")) return text;
        std::string children;
        for (const PlanJson& child : node.at("Plans"))
            children += (children.empty() ? "" : ", ") + text_of(child);
        return text + "(" + children + ")";
    }

    static std::string kind_of(const PlanJson& node) {
        std::string kind = word_of(node, "Node Type");
        if (node.value("Parallel Aware", false)) kind = "Parallel " + kind;
        if (kind == "ModifyTable") kind = word_of(node, "Operation");
        if (word_of(node, "Scan Direction") == "Backward") kind += " Backward";
        for (const char* key : {"Join Type", "Strategy", "Partial Mode"}) {
            const std::string more = word_of(node, key);
            if (more != "Inner" && more != "Plain" && more != "Simple" && !more.empty()) kind += " " + more;
        }
        return kind;
    }

    std::string place_of(const PlanJson& node) {
        const std::string table = word_of(node, "Relation Name");
        const std::string index = word_of(node, "Index Name");
        if (word_of(node, "Node Type") == "Seq Scan") seq_scans_.insert(table);
        std::string place = table.empty() ? "" : " " + table;
        if (index.empty()) return place;
        indexes_.insert(index);
        place += " by " + index;
        if (node.contains("Index Cond") || node.contains("Order By")) return place;
        unconditioned_.insert(index);
        return place + " without condition";
    }

    std::set<std::string> indexes_;
    std::set<std::string> seq_scans_;
    std::set<std::string> unconditioned_;
};

/// Of the topmost node, whose blocks are those of all below it. What planning read is left out: it depends on
/// what the session has in its caches.
PlanCost cost_of(const PlanJson& statement) {
    const PlanJson& plan = statement.at("Plan");
    return {.shared_hit = number_of(plan, "Shared Hit Blocks"),
            .shared_read = number_of(plan, "Shared Read Blocks"),
            .shared_dirtied = number_of(plan, "Shared Dirtied Blocks"),
            .temp = number_of(plan, "Temp Read Blocks") + number_of(plan, "Temp Written Blocks"),
            .rows = number_of(plan, "Actual Rows"),
            .microseconds =
                microseconds_of(statement, "Planning Time") + microseconds_of(statement, "Execution Time")};
}

std::vector<std::string> settings_of(const PlanJson& statement) {
    std::vector<std::string> settings;
    if (!statement.contains("Settings")) return settings;
    for (const auto& [name, value] : statement.at("Settings").items())
        settings.push_back(fmt::format("{} = {}", name, value.get<std::string>()));
    return settings;
}

}  // namespace

ExplainedPlan parse_explained_plan(std::string_view json) try {
    const PlanJson document = PlanJson::parse(json);
    const PlanJson& statement = document.at(0);
    return {.shape = ShapeReader().read(statement.at("Plan")),
            .cost = cost_of(statement),
            .settings = settings_of(statement)};
} catch (const PlanJson::exception& failure) {
    throw Error(ExitCode::defect, fmt::format("a plan of the server is not understood: {}", failure.what()));
}

}  // namespace migrate

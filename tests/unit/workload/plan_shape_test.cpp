#include "src/workload/plan_shape.hpp"

#include "src/base/error.hpp"
#include "tests/support/catch.hpp"

#include <fmt/format.h>

using namespace migrate;

namespace {

/// EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) of PostgreSQL 15, with these numbers in it.
std::string context_tail(double cost, int rows, int hit, const char* time) {
    return fmt::format(
        R"json([{{"Plan": {{"Node Type": "Limit", "Parallel Aware": false, "Startup Cost": {0}, "Total Cost": {0},
        "Plan Rows": {1}, "Actual Rows": {1}, "Actual Loops": 1, "Shared Hit Blocks": {2}, "Shared Read Blocks": 4,
        "Shared Dirtied Blocks": 1, "Temp Read Blocks": 2, "Temp Written Blocks": 3,
        "Plans": [{{"Node Type": "Index Scan", "Parent Relationship": "Outer", "Scan Direction": "Backward",
            "Index Name": "ix_context_chat_order", "Relation Name": "chat_contexts", "Alias": "chat_contexts",
            "Index Cond": "(chat_bot_instance_id = {1})", "Shared Hit Blocks": {2}}}]}},
        "Settings": {{"random_page_cost": "1.1", "jit": "off"}}, "Planning": {{"Shared Hit Blocks": 70}},
        "Planning Time": 0.25, "Triggers": [], "Execution Time": {3}}}])json",
        cost, rows, hit, time);
}

std::string text_of(const std::string& plan) {
    return parse_explained_plan(fmt::format(R"([{{"Plan": {}}}])", plan)).shape.text;
}

}  // namespace

TEST_CASE("the shape of a plan is its nodes, tables and indexes, and nothing that changes from run to run") {
    const ExplainedPlan one = parse_explained_plan(context_tail(8.5, 200, 11, "0.5"));
    const ExplainedPlan other = parse_explained_plan(context_tail(99.1, 3, 40, "1.75"));
    CHECK(one.shape.text == "Limit(Index Scan Backward chat_contexts by ix_context_chat_order)");
    CHECK(one.shape == other.shape);
    CHECK(one.shape.fingerprint.size() == 32);
    CHECK(one.shape.indexes == std::vector<std::string>{"ix_context_chat_order"});
    CHECK(one.shape.seq_scans.empty());
    CHECK(one.shape.unconditioned.empty());
}

TEST_CASE("what a plan cost is read from its topmost node, without what planning read") {
    const ExplainedPlan plan = parse_explained_plan(context_tail(8.5, 200, 11, "0.5"));
    CHECK(plan.cost.shared_hit == 11);
    CHECK(plan.cost.blocks() == 15);
    CHECK(plan.cost.shared_dirtied == 1);
    CHECK(plan.cost.temp == 5);
    CHECK(plan.cost.rows == 200);
    CHECK(plan.cost.microseconds == 750);
    CHECK(plan.settings == std::vector<std::string>{"jit = off", "random_page_cost = 1.1"});
}

TEST_CASE("joins, aggregates and modifications say which kind they are") {
    CHECK(text_of(R"({"Node Type": "Hash Join", "Join Type": "Left", "Plans": [
                        {"Node Type": "Seq Scan", "Relation Name": "a"},
                        {"Node Type": "Hash", "Plans": [{"Node Type": "Seq Scan", "Relation Name": "b"}]}]})") ==
          "Hash Join Left(Seq Scan a, Hash(Seq Scan b))");
    CHECK(text_of(R"({"Node Type": "Nested Loop", "Join Type": "Inner"})") == "Nested Loop");
    CHECK(text_of(R"({"Node Type": "Aggregate", "Strategy": "Plain", "Partial Mode": "Finalize"})") ==
          "Aggregate Finalize");
    CHECK(text_of(R"({"Node Type": "Aggregate", "Strategy": "Hashed", "Partial Mode": "Simple"})") ==
          "Aggregate Hashed");
    CHECK(text_of(R"({"Node Type": "ModifyTable", "Operation": "Delete", "Relation Name": "t"})") ==
          "Delete t");
    CHECK(text_of(R"({"Node Type": "Seq Scan", "Parallel Aware": true, "Relation Name": "t"})") ==
          "Parallel Seq Scan t");
}

TEST_CASE("another index, or the same without a condition on it, is another shape") {
    const auto shape = [](const std::string& index, const std::string& more) {
        return parse_explained_plan(
                   fmt::format(
                       R"([{{"Plan": {{"Node Type": "Index Scan", "Relation Name": "t", "Index Name": "{}"{}}}}}])",
                       index, more))
            .shape;
    };
    const PlanShape wanted = shape("a", R"json(, "Index Cond": "(i = 1)")json");
    CHECK(wanted.fingerprint != shape("b", R"json(, "Index Cond": "(i = 1)")json").fingerprint);
    const PlanShape whole = shape("a", R"json(, "Filter": "(i = 1)")json");
    CHECK(wanted.fingerprint != whole.fingerprint);
    CHECK(whole.text == "Index Scan t by a without condition");
    CHECK(whole.unconditioned == std::vector<std::string>{"a"});
}

TEST_CASE("rows with decimals, as PostgreSQL 18 writes them, are read") {
    CHECK(parse_explained_plan(R"([{"Plan": {"Node Type": "Result", "Actual Rows": 17.00}}])").cost.rows ==
          17);
}

TEST_CASE("what is no plan is a defect, and not a plan of nothing") {
    for (const char* text : {"", "{}", "[]", R"([{"Plan": 1}])"}) {
        INFO(text);
        CHECK_THROWS_AS(parse_explained_plan(text), Error);
    }
}

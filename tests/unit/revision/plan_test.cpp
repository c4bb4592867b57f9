#include "src/revision/plan.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/revisions.hpp"

#include <fmt/format.h>

using namespace migrate;
using namespace migrate::testing;
using Texts = std::vector<std::string>;

namespace {

/// "b: -x a>b +y": removed rows, the updated one, inserted rows.
Texts steps(const RevisionPlan& plan) {
    if (plan.problem) return {"problem: " + plan.problem->message};
    Texts lines;
    for (const RevisionStep& step : plan.steps) {
        std::string line = step.id.text() + ":";
        for (const RevisionId& id : step.version.remove) line += " -" + id.text();
        if (step.version.update)
            line += " " + step.version.update->first.text() + ">" + step.version.update->second.text();
        for (const RevisionId& id : step.version.insert) line += " +" + id.text();
        lines.push_back(line);
    }
    return lines;
}

Texts up(const RevisionGraph& graph, const Texts& applied, const std::string& target) {
    return steps(plan_up(graph, ids(applied), target));
}

Texts down(const RevisionGraph& graph, const Texts& applied, const std::string& target) {
    return steps(plan_down(graph, ids(applied), target));
}

/// a - b - c - m - z, with b - d - m.
RevisionGraph diamond() {
    return graph({{"a", {}}, {"b", {"a"}}, {"c", {"b"}}, {"d", {"b"}}, {"m", {"c", "d"}}, {"z", {"m"}}});
}

}  // namespace

TEST_CASE("up applies what is missing, one row updated step by step") {
    const RevisionGraph g = diamond();
    CHECK(up(g, {}, "a") == Texts{"a: +a"});
    CHECK(up(g, {"a"}, "c") == Texts{"b: a>b", "c: b>c"});
    CHECK(up(g, {"z"}, "head").empty());
    CHECK(up(g, {"c"}, "a").empty());
    CHECK(up(g, {"b"}, "c+1") == Texts{"c: b>c", "d: +d", "m: -c d>m"});
    CHECK(up(g, {"a"}, "+1") == Texts{"b: a>b"});
}

TEST_CASE("a branch inserts a row, a merge takes the rows of its parents together") {
    CHECK(up(diamond(), {}, "head") == Texts{"a: +a", "b: a>b", "c: b>c", "d: +d", "m: -c d>m", "z: m>z"});
}

TEST_CASE("down undoes the newest first, and the target stays") {
    const RevisionGraph g = diamond();
    CHECK(down(g, {"c"}, "a") == Texts{"c: c>b", "b: b>a"});
    CHECK(down(g, {"c"}, "c").empty());
    CHECK(down(g, {"b"}, "base") == Texts{"b: b>a", "a: -a"});
    CHECK(down(g, {"c"}, "-1") == Texts{"c: c>b"});
    CHECK(down(g, {"z"}, "head-1") == Texts{"z: z>m"});
    CHECK(down(g, {}, "base").empty());
}

TEST_CASE("undoing a merge gives its parents their rows back, closing a branch removes one") {
    CHECK(down(diamond(), {"z"}, "base") ==
          Texts{"z: z>m", "m: m>c +d", "d: -d", "c: c>b", "b: b>a", "a: -a"});
    CHECK(down(diamond(), {"m"}, "-1") == Texts{"m: m>c +d"});
    CHECK(down(diamond(), {"c", "d"}, "c@-1") == Texts{"c: -c"});
}

TEST_CASE("down to a revision undoes all that follows it and leaves other branches alone") {
    const RevisionGraph g =
        graph({{"a", {}}, {"b", {"a"}}, {"c", {"a"}, {}, {"side"}}, {"d", {"c"}}, {"r", {}}});
    CHECK(down(g, {"b", "d", "r"}, "a") == Texts{"d: d>c", "c: -c", "b: b>a"});
    CHECK(down(g, {"b", "d", "r"}, "c") == Texts{"d: d>c"});
    CHECK(down(g, {"b", "d", "r"}, "side@a") == Texts{"d: d>c", "c: -c"});
    CHECK(down(g, {"b", "d", "r"}, "r@base") == Texts{"r: -r"});
    CHECK(down(g, {"b", "r"}, "heads") ==
          Texts{"problem: destination d is not a valid downgrade target from current head(s): it is "
                "not applied"});
}

TEST_CASE("a dependency is applied first, and has no row while something stands on it") {
    const RevisionGraph g =
        graph({{"lib1", {}}, {"lib2", {"lib1"}}, {"web1", {}, {"lib1"}}, {"web2", {"web1"}}});
    CHECK(up(g, {}, "web2") == Texts{"lib1: +lib1", "web1: lib1>web1", "web2: web1>web2"});
    CHECK(up(g, {"web2"}, "heads") == Texts{"lib2: +lib2"});
    CHECK(down(g, {"lib2", "web2"}, "lib1") == Texts{"lib2: -lib2"});
    CHECK(down(g, {"web2"}, "web1") == Texts{"web2: web2>web1"});
    CHECK(down(g, {"web2"}, "web2@base") == Texts{"web2: web2>web1", "web1: web1>lib1"});
    CHECK(down(g, {"lib2", "web2"}, "web2@base") == Texts{"web2: web2>web1", "web1: -web1"});
}

TEST_CASE("undoing a dependency undoes who depends on it") {
    const RevisionGraph g = graph({{"lib1", {}}, {"lib2", {"lib1"}}, {"web1", {}, {"lib2"}}});
    CHECK(down(g, {"web1"}, "lib1") == Texts{"web1: web1>lib2", "lib2: lib2>lib1"});
}

TEST_CASE("a merge takes over the rows of its dependencies, as in Alembic") {
    const RevisionGraph g = graph({{"a", {}}, {"b", {}}, {"x", {}}, {"m", {"a", "b"}, {"x"}}});
    CHECK(up(g, {}, "m") == Texts{"a: +a", "b: +b", "x: +x", "m: -a -b x>m"});
    CHECK(down(g, {"m"}, "-1") == Texts{"m: m>a +b +x"});
}

TEST_CASE("a revision without a way back stops the plan before it starts") {
    const RevisionGraph g =
        graph({{"a", {}}, {"b", {"a"}, {}, {}, "the old passwords are gone"}, {"c", {"b"}}});
    CHECK(down(g, {"c"}, "b") == Texts{"c: c>b"});
    const RevisionPlan plan = plan_down(g, ids({"c"}), "a");
    CHECK(plan.steps.empty());
    REQUIRE(plan.problem);
    CHECK(plan.problem->message == "revision b (b.sql) cannot be undone: the old passwords are gone");
    CHECK(plan.problem->hint == "`migrate down b` undoes what came after it and stops there.");
}

TEST_CASE("a revision without a down part stops the plan too") {
    ParsedRevision file = revision({"a", {}});
    file.revision->down.clear();
    const RevisionGraph g = RevisionGraph::build({file});
    CHECK(down(g, {"a"}, "base") == Texts{"problem: revision a (a.sql) has no down part"});
}

TEST_CASE("down goes only to what is applied") {
    CHECK(
        down(diamond(), {"c"}, "z") ==
        Texts{
            "problem: destination z is not a valid downgrade target from current head(s): it is not applied"});
    CHECK(
        down(diamond(), {"c"}, "d") ==
        Texts{
            "problem: destination d is not a valid downgrade target from current head(s): it is not applied"});
}

TEST_CASE("wrong turns are problems, not plans") {
    CHECK(up(diamond(), {"a"}, "-1") == Texts{"problem: -1 leads down"});
    CHECK(down(diamond(), {"a"}, "+1") == Texts{"problem: +1 leads up"});
    CHECK(down(diamond(), {"c", "d"}, "-1").at(0).starts_with("problem: -1 is ambiguous"));
    CHECK(down(diamond(), {"m"}, "-2") == Texts{"problem: ambiguous walk: m leads to 'c' and 'd'"});
    CHECK(up(graph({{"a", {}}, {"b", {}}}), {}, "head")
              .at(0)
              .starts_with("problem: multiple head revisions are present"));
}

TEST_CASE("a hundred thousand revisions in a row are planned without recursion") {
    std::vector<Sketch> sketches;
    for (int i = 0; i < 100'000; ++i) {
        sketches.push_back(
            {fmt::format("r{:06}", i), i == 0 ? Texts{} : Texts{fmt::format("r{:06}", i - 1)}});
    }
    const RevisionGraph g = graph(sketches);
    CHECK(plan_up(g, {}, "head").steps.size() == sketches.size());
    CHECK(plan_down(g, g.heads(), "base").steps.size() == sketches.size());
}

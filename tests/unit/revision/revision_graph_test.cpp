#include "src/revision/revision_graph.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/revisions.hpp"

using namespace migrate;
using namespace migrate::testing;
using Texts = std::vector<std::string>;

namespace {

/// a - b - c - m - z, with b - d - m; e stands beside, after b.
RevisionGraph diamond() {
    return graph({{"a", {}}, {"b", {"a"}}, {"c", {"b"}}, {"d", {"b"}}, {"m", {"c", "d"}}, {"z", {"m"}}});
}

const RevisionProblem& only_problem(const RevisionGraph& graph) {
    REQUIRE(graph.problems().size() == 1);
    return graph.problems().front();
}

std::string index_file(const std::string& id, const std::string& parents, const std::string& changes) {
    return "revision = \"" + id + "\"\nparents = [" + parents + "]\n" + changes;
}

std::string change(const std::string& kind, const std::string& name) {
    return "[[" + kind + "]]\nname = \"" + name + "\"\ntable = \"t\"\ncolumns = [\"c\"]\n";
}

Texts problems_of_files(const std::vector<std::string>& files) {
    std::vector<ParsedRevision> parsed;
    for (const std::string& text : files) {
        parsed.push_back(parse_revision({std::to_string(parsed.size()) + ".toml", text, ""}));
    }
    return places(RevisionGraph::build(std::move(parsed)).problems());
}

}  // namespace

TEST_CASE("a graph knows who follows whom") {
    const RevisionGraph g = diamond();
    CHECK(g.problems().empty());
    CHECK(texts(g.heads()) == Texts{"z"});
    CHECK(texts(g.roots()) == Texts{"a"});
    CHECK(texts(g.children(RevisionId("b"))) == Texts{"c", "d"});
    CHECK(texts(g.parents(RevisionId("m"))) == Texts{"c", "d"});
    CHECK(g.is_branch_point(RevisionId("b")));
    CHECK_FALSE(g.is_branch_point(RevisionId("m")));
    CHECK(g.ancestors(set({"c"})) == set({"a", "b", "c"}));
    CHECK(g.descendants(set({"c"})) == set({"c", "m", "z"}));
    CHECK(g.lineage(RevisionId("c")) == set({"a", "b", "c", "m", "z"}));
    CHECK(texts(g.heads_of(set({"a", "b", "c", "d"}))) == Texts{"c", "d"});
    CHECK(texts(g.heads_of(set({"a", "z"}))) == Texts{"z"});
    CHECK(g.heads_of({}).empty());
    CHECK(texts(g.order(set({"z", "m", "d", "c", "b", "a"}))) == Texts{"a", "b", "c", "d", "m", "z"});
}

TEST_CASE("an empty folder has neither heads nor problems") {
    const RevisionGraph g = RevisionGraph::build({});
    CHECK(g.problems().empty());
    CHECK(g.heads().empty());
    CHECK(RevisionGraph().roots().empty());
}

TEST_CASE("depends_on orders without merging, and may name a label") {
    const RevisionGraph g = graph({{"x", {}, {}, {"lib"}}, {"a", {}, {"lib"}}, {"b", {"a"}, {"x"}}});
    CHECK(texts(g.heads()) == Texts{"b", "x"});
    CHECK(texts(g.depends_on(RevisionId("a"))) == Texts{"x"});
    CHECK(texts(g.dependents(RevisionId("x"))) == Texts{"a", "b"});
    CHECK(g.ancestors(set({"a"})) == set({"a", "x"}));
    CHECK(g.descendants(set({"x"})) == set({"x", "a", "b"}));
    CHECK(texts(g.order(set({"a", "b", "x"}))) == Texts{"x", "a", "b"});
    CHECK(texts(g.heads_of(set({"a", "x"}))) == Texts{"a"});
}

TEST_CASE("a branch reaches from its branch point to its last revision") {
    const RevisionGraph g =
        graph({{"a", {}}, {"b", {"a"}}, {"c", {"b"}}, {"d", {"c"}, {}, {"web"}}, {"e", {"d"}}, {"f", {"b"}}});
    CHECK(g.branch("web") == set({"c", "d", "e"}));
    CHECK_FALSE(g.branch("app"));
    CHECK(g.labelled("web") == RevisionId("d"));
}

TEST_CASE("a parent that is in no file is named with the nearest id") {
    const RevisionGraph g = graph({{"20250820", {}}, {"b", {"20250821"}}});
    const RevisionProblem& problem = only_problem(g);
    CHECK(
        problem.line() ==
        "b.sql:2: parent '20250821' of revision b is in no file; did you mean '20250820'? [unknown-parent]");
    CHECK(problem.hint == "Bring in the file of 20250821, or run `migrate rebase b --onto 20250820`.");
    CHECK(g.fatal_problems().size() == 1);
}

TEST_CASE("an unknown dependency is a problem too") {
    CHECK(places(graph({{"a", {}, {"nowhere"}}}).problems()) == Texts{"unknown-parent at a.sql:2"});
}

TEST_CASE("two files with one id are both named") {
    std::vector<ParsedRevision> files{revision({"a", {}}), revision({"a", {}})};
    files[1].revision->file = "copy.sql";
    const RevisionGraph g = RevisionGraph::build(std::move(files));
    CHECK(only_problem(g).line() == "copy.sql:1: revision id 'a' is also in a.sql:1 [repeated-id]");
}

TEST_CASE("a label belongs to one revision and is nobody's id") {
    CHECK(places(graph({{"a", {}, {}, {"web"}}, {"b", {"a"}, {}, {"web"}}}).problems()) ==
          Texts{"repeated-label at b.sql:1"});
    CHECK(places(graph({{"a", {}, {}, {"b"}}, {"b", {"a"}}}).problems()) ==
          Texts{"repeated-label at a.sql:1"});
    CHECK(graph({{"a", {}, {}, {"web"}}, {"b", {"a"}, {}, {"app"}}}).problems().empty());
}

TEST_CASE("a cycle names its members in order") {
    const RevisionGraph g = graph({{"r", {}}, {"c", {"b"}}, {"a", {"c"}}, {"b", {"a"}}, {"after", {"c"}}});
    CHECK(only_problem(g).line() ==
          "a.sql:2: revisions follow each other in a circle: a -> b -> c -> a [cycle]");
    CHECK(texts(g.order(set({"r", "a", "b", "c", "after"}))).size() == 5);
}

TEST_CASE("every cycle is found, also one over depends_on and one of a single revision") {
    CHECK(places(graph({{"a", {"a"}}}).problems()) == Texts{"cycle at a.sql:2"});
    CHECK(places(graph({{"a", {}, {"b"}}, {"b", {"a"}}, {"x", {"y"}}, {"y", {"x"}}}).problems()) ==
          Texts{"cycle at a.sql:2", "cycle at x.sql:2"});
}

TEST_CASE("two heads are named with the two ways out, and stop only who asks for head") {
    const RevisionGraph g = graph({{"a", {}}, {"b", {"a"}}, {"c", {"a"}}});
    CHECK(only_problem(g).line() == "c.sql:1: 2 heads: b (b.sql:1) and c (c.sql:1) [two-heads]");
    CHECK(g.problems()[0].hint ==
          "Run `migrate rebase c --onto b` if c follows b, or join them with `migrate merge b c`.");
    CHECK(g.fatal_problems().empty());
}

TEST_CASE("a second root is told what to write where") {
    const RevisionGraph g = graph({{"a", {}}, {"b", {"a"}}, {"performance_indexes_001", {}}});
    const RevisionProblem& problem = only_problem(g);
    CHECK(problem.kind == ProblemKind::two_heads);
    CHECK(problem.position.text() == "performance_indexes_001.sql:2");
    CHECK(problem.message ==
          "2 heads: b (b.sql:1) and performance_indexes_001 (performance_indexes_001.sql:1)");
    CHECK(
        problem.hint ==
        "Revision performance_indexes_001 has no parent. If it follows b, run `migrate rebase performance_indexes_001 --onto "
        "b`, which writes `-- parents: b` in performance_indexes_001.sql.");
}

TEST_CASE("labels do not make two heads one") {
    CHECK(graph({{"a", {}, {}, {"x"}}, {"b", {}, {}, {"y"}}}).problems().at(0).kind ==
          ProblemKind::two_heads);
}

TEST_CASE("an index is created once unless it is dropped in between") {
    const std::string create = change("create_index", "i");
    const std::string drop = change("drop_index", "i");
    CHECK(problems_of_files({index_file("a", "", create + create)}) ==
          Texts{"repeated-index-name at 0.toml:7"});
    CHECK(problems_of_files({index_file("a", "", create), index_file("b", "\"a\"", create)}) ==
          Texts{"repeated-index-name at 1.toml:3"});
    CHECK(problems_of_files({index_file("a", "", create), index_file("b", "\"a\"", drop + create)}).empty());
    CHECK(problems_of_files(
              {index_file("a", "", create), index_file("b", "\"a\"", drop), index_file("c", "\"b\"", create)})
              .empty());
    CHECK(problems_of_files(
              {index_file("a", "", create), index_file("b", "\"a\"", change("create_index", "j"))})
              .empty());
}

TEST_CASE("problems come by file and line") {
    const RevisionGraph graph =
        RevisionGraph::build({parse_revision({"b.sql", "-- revision: b\n-- parents: nowhere\n", ""}),
                              parse_revision({"a.sql", "-- migrate: up\ncommit;\n", ""})});
    CHECK(places(graph.problems()) == Texts{"missing-key at a.sql:1", "transaction-control at a.sql:2",
                                            "malformed-file at b.sql:1", "unknown-parent at b.sql:2"});
}

TEST_CASE("every kind of problem has its texts, under a name of its own") {
    std::set<std::string_view> names;
    for (int kind = 0; kind <= static_cast<int>(ProblemKind::bad_guard); ++kind) {
        const ProblemText& text = text_of(static_cast<ProblemKind>(kind));
        CHECK(text.kind == static_cast<ProblemKind>(kind));
        CHECK(names.insert(text.id).second);
        for (const std::string_view sentence : {text.summary, text.why, text.fix}) {
            CHECK(sentence.size() > 20);
            CHECK(sentence.back() == '.');
        }
    }
    CHECK(names.size() == problem_texts().size());
}

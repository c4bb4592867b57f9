#include "src/revision/manifest.hpp"

#include "src/revision/declared_indexes.hpp"
#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

RevisionGraph rich_graph() {
    const std::string root =
        "revision = \"a\"\nparents = []\nmessage = \"first\"\nlabels = [\"base_line\"]\n"
        "[[create_index]]\nname = \"gone\"\ntable = \"t\"\ncolumns = [\"x\"]\nwhy = \"w\"\n";
    const std::string head = R"toml(revision = "b"
parents = ["a"]
message = "second"

[[drop_index]]
name = "gone"
table = "t"
columns = ["x"]

[[create_index]]
name = "rich"
schema = "s"
table = "T 1"
unique = true
nulls_not_distinct = true
columns = [{column = "a", order = "desc", nulls = "last", opclass = "text_pattern_ops"}, {expression = "lower(b)"}]
include = ["c"]
where = "d > 0"
with = {fillfactor = "70"}
why = "w"
)toml";
    return RevisionGraph::build({parse_revision({.file = "a.toml", .text = root, .error = ""}),
                                 parse_revision({.file = "b.toml", .text = head, .error = ""})});
}

std::vector<IndexSpec> specs_of(const RevisionGraph& graph, const RevisionSet& members) {
    std::vector<IndexSpec> specs;
    for (const DeclaredSpec& one : declared_indexes(graph, members)) specs.push_back(*one.spec);
    return specs;
}

}  // namespace

TEST_CASE("a graph that went through a manifest tells the same of revisions and of indexes") {
    const RevisionGraph graph = rich_graph();
    REQUIRE(graph.problems().empty());
    const RevisionGraph read = RevisionGraph::build(parse_manifest(render_manifest(graph), "m.json"));
    CHECK(read.problems().empty());
    CHECK(read.heads() == graph.heads());
    CHECK(read.labels() == graph.labels());
    for (const Revision& revision : graph.revisions()) {
        REQUIRE(read.contains(revision.id));
        CHECK(read.at(revision.id).message == revision.message);
        CHECK(read.at(revision.id).checksum == revision.checksum);
        CHECK(read.parents(revision.id) == graph.parents(revision.id));
    }
    const RevisionId a("a");
    const RevisionId b("b");
    CHECK(specs_of(read, {a}) == specs_of(graph, {a}));
    CHECK(specs_of(read, {a, b}) == specs_of(graph, {a, b}));
    CHECK(specs_of(read, {a, b}).size() == 1);
    CHECK(render_manifest(read) == render_manifest(graph));
}

#include "src/revision/plan.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/revisions.hpp"

#include <algorithm>
#include <random>

#include <fmt/format.h>

using namespace migrate;
using namespace migrate::testing;

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
}

bool chance(Random& random, double probability) {
    return std::bernoulli_distribution(probability)(random);
}

/// Branches, merges and second roots; ids in random order, so that no order of ids helps. Dependencies where
/// asked for.
std::vector<Sketch> random_sketches(Random& random, bool with_dependencies) {
    std::vector<Sketch> sketches;
    const std::size_t size = 1 + below(random, 30);
    for (std::size_t i = 0; i < size; ++i) {
        Sketch sketch{fmt::format("{:04x}{:02}", below(random, 65536), i), {}};
        const auto any_earlier = [&] { return sketches[chance(random, 0.6) ? i - 1 : below(random, i)].id; };
        const std::size_t parents = i == 0 || chance(random, 0.08) ? 0 : chance(random, 0.25) ? 2 : 1;
        for (std::size_t p = 0; p < parents; ++p) sketch.parents.push_back(any_earlier());
        if (with_dependencies && i > 0 && chance(random, 0.2)) sketch.depends_on.push_back(any_earlier());
        if (chance(random, 0.1)) sketch.labels.push_back(fmt::format("label{}", i));
        sketches.push_back(std::move(sketch));
    }
    std::ranges::shuffle(sketches, random);
    return sketches;
}

/// Carries out a change of rows as a database would: a row that is updated or removed must be there, one that
/// is inserted must not.
void apply(const VersionChange& change, RevisionSet& rows) {
    for (const RevisionId& id : change.remove) REQUIRE(rows.erase(id) == 1);
    if (change.update) {
        REQUIRE(rows.erase(change.update->first) == 1);
        REQUIRE(rows.insert(change.update->second).second);
    }
    for (const RevisionId& id : change.insert) REQUIRE(rows.insert(id).second);
}

class Database {
  public:
    explicit Database(const RevisionGraph& graph) : graph_(graph) {}

    const RevisionSet& applied() const { return applied_; }
    std::vector<RevisionId> rows() const { return {rows_.begin(), rows_.end()}; }

    void run(const RevisionPlan& plan) {
        REQUIRE_FALSE(plan.problem);
        for (const RevisionStep& step : plan.steps) {
            step.upwards ? run_up(step) : run_down(step);
            apply(step.version, rows_);
            CHECK(graph_.ancestors(rows_) == applied_);
            CHECK(rows() == graph_.heads_of(applied_));
        }
    }

  private:
    void run_up(const RevisionStep& step) {
        for (const auto& earlier : {graph_.parents(step.id), graph_.depends_on(step.id)}) {
            for (const RevisionId& id : earlier) CHECK(applied_.contains(id));
        }
        CHECK(applied_.insert(step.id).second);
    }
    void run_down(const RevisionStep& step) {
        for (const auto& later : {graph_.children(step.id), graph_.dependents(step.id)}) {
            for (const RevisionId& id : later) CHECK_FALSE(applied_.contains(id));
        }
        CHECK(applied_.erase(step.id) == 1);
    }

    const RevisionGraph& graph_;
    RevisionSet rows_;
    RevisionSet applied_;
};

}  // namespace

TEST_CASE("in any graph, down to base undoes up to heads, row by row") {
    const bool with_dependencies = GENERATE(false, true);
    for (unsigned seed = 1; seed <= 300; ++seed) {
        CAPTURE(seed, with_dependencies);
        Random random(seed);
        const RevisionGraph g = graph(random_sketches(random, with_dependencies));
        REQUIRE(g.fatal_problems().empty());
        Database database(g);
        database.run(plan_up(g, {}, "heads"));
        CHECK(database.applied().size() == g.revisions().size());
        CHECK((with_dependencies || database.rows() == g.heads()));
        database.run(plan_down(g, database.rows(), "base"));
        CHECK(database.applied().empty());
        CHECK(database.rows().empty());
    }
}

TEST_CASE("in any graph, wandering up and down keeps the rows true") {
    const bool with_dependencies = GENERATE(false, true);
    for (unsigned seed = 1; seed <= 150; ++seed) {
        CAPTURE(seed, with_dependencies);
        Random random(seed);
        const RevisionGraph g = graph(random_sketches(random, with_dependencies));
        Database database(g);
        for (int move = 0; move < 12; ++move) {
            const RevisionId target = g.revisions()[below(random, g.revisions().size())].id;
            const bool undo = database.applied().contains(target);
            CAPTURE(move, target.text(), undo);
            database.run(undo ? plan_down(g, database.rows(), target.text())
                              : plan_up(g, database.rows(), target.text()));
            CHECK(database.applied().contains(target));
        }
    }
}

TEST_CASE("undoing one step and repeating it changes nothing") {
    for (unsigned seed = 1; seed <= 150; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        const RevisionGraph g = graph(random_sketches(random, false));
        const RevisionId target = g.revisions()[below(random, g.revisions().size())].id;
        Database database(g);
        database.run(plan_up(g, {}, target.text()));
        const RevisionSet before = database.applied();
        const RevisionPlan undo = plan_down(g, database.rows(), "-1");
        CHECK(undo.steps.size() == 1);
        database.run(undo);
        database.run(plan_up(g, database.rows(), target.text()));
        CHECK(database.applied() == before);
    }
}

TEST_CASE("no selector, whatever its bytes, does more than name a problem") {
    constexpr std::string_view words[] = {"head", "heads", "base", "current", "label", "@",    "+", "-",
                                          ":",    "1",     "99",   "0",       "a",     "\xff", "\n"};
    for (unsigned seed = 1; seed <= 2000; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        const RevisionGraph g = graph(random_sketches(random, true));
        std::string selector;
        for (std::size_t part = below(random, 6); part > 0; --part) {
            const std::size_t kind = below(random, 4);
            if (kind == 0)
                selector +=
                    g.revisions()[below(random, g.revisions().size())].id.text().substr(0, below(random, 7));
            if (kind == 1) selector += static_cast<char>(below(random, 256));
            if (kind >= 2) selector += words[below(random, std::size(words))];
        }
        std::vector<RevisionId> applied = g.heads_of(g.ancestors({g.revisions().front().id}));
        for (const Direction direction : {Direction::up, Direction::down, Direction::any}) {
            const Selection selection = select_revisions(g, applied, selector, direction);
            for (const RevisionId& id : selection.ids) CHECK(g.contains(id));
            if (selection.problem) CHECK_FALSE(selection.problem->message.empty());
        }
        select_range(g, applied, selector);
        plan_up(g, applied, selector);
        plan_down(g, applied, selector);
    }
}

TEST_CASE("no file, whatever its bytes, does more than name problems") {
    constexpr std::string_view pieces[] = {"-- revision: a\n",
                                           "-- parents: b\n",
                                           "-- migrate: up\n",
                                           "-- migrate: down\n",
                                           "-- migrate: if missing table t\n",
                                           "select 1;",
                                           "'",
                                           "\"",
                                           "$$",
                                           "/*",
                                           "*/",
                                           ";",
                                           "(",
                                           "begin atomic ",
                                           "create function ",
                                           "end",
                                           "[[create_index]]\n",
                                           "revision = \"a\"\n",
                                           "columns = [",
                                           "]",
                                           "\n",
                                           "\\",
                                           "\xff",
                                           "vacuum",
                                           "copy t from stdin"};
    for (unsigned seed = 1; seed <= 3000; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        std::string text;
        for (std::size_t part = below(random, 15); part > 0; --part)
            text += pieces[below(random, std::size(pieces))];
        for (const char* file : {"a.sql", "a.toml"}) {
            const ParsedRevision parsed = parse_revision({file, text, ""});
            CHECK((parsed.revision || !parsed.problems.empty()));
        }
    }
}

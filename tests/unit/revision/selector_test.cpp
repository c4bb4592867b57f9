#include "src/revision/selector.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/revisions.hpp"

using namespace migrate;
using namespace migrate::testing;
using Texts = std::vector<std::string>;

namespace {

/// root1 - mid22 - left3 - left4 ("web"), with mid22 - right3 ("app").
RevisionGraph forked() {
    return graph({{"root1", {}},
                  {"mid22", {"root1"}},
                  {"left3", {"mid22"}, {}, {"web"}},
                  {"left4", {"left3"}},
                  {"right3", {"mid22"}, {}, {"app"}}});
}

/// abc1 - abd2 - abd3 - xyz4
RevisionGraph line() {
    return graph({{"abc1", {}}, {"abd2", {"abc1"}}, {"abd3", {"abd2"}}, {"xyz4", {"abd3"}}});
}

Selection select(const RevisionGraph& graph, const Texts& applied, const std::string& selector,
                 Direction direction = Direction::any) {
    return select_revisions(graph, ids(applied), selector, direction);
}

Texts selected(const RevisionGraph& graph, const Texts& applied, const std::string& selector,
               Direction direction = Direction::any) {
    const Selection selection = select(graph, applied, selector, direction);
    INFO(selector);
    if (selection.problem) return {"problem: " + selection.problem->message};
    return texts(selection.ids);
}

std::string message(const RevisionGraph& graph, const Texts& applied, const std::string& selector,
                    Direction direction = Direction::any) {
    const Selection selection = select(graph, applied, selector, direction);
    if (!selection.problem) return "none";
    CHECK_FALSE(selection.problem->hint.empty());
    return selection.problem->message;
}

}  // namespace

TEST_CASE("selectors of a line") {
    struct Case {
        std::string selector;
        Texts expected;
    };
    const auto one = GENERATE(values<Case>({
        {"head", {"xyz4"}},
        {"heads", {"xyz4"}},
        {"base", {}},
        {"current", {"abd2"}},
        {"abc1", {"abc1"}},
        {"abc", {"abc1"}},
        {"xyz", {"xyz4"}},
        {"abd3", {"abd3"}},
        {"+1", {"abd3"}},
        {"+2", {"xyz4"}},
        {"+0", {"abd2"}},
        {"-1", {"abc1"}},
        {"-2", {}},
        {"abc1+2", {"abd3"}},
        {"abc+2", {"abd3"}},
        {"abd3-1", {"abd2"}},
        {"head-3", {"abc1"}},
        {"head-4", {}},
        {"base+1", {"abc1"}},
        {"current+1", {"abd3"}},
        {"abd3@head", {"xyz4"}},
        {"abd3@-1", {"abc1"}},
        {"xyz@base", {}},
    }));
    CAPTURE(one.selector);
    CHECK(selected(line(), {"abd2"}, one.selector) == one.expected);
}

TEST_CASE("selectors of branches") {
    struct Case {
        Texts applied;
        std::string selector;
        Texts expected;
    };
    const auto one = GENERATE(values<Case>({
        {{}, "heads", {"left4", "right3"}},
        {{}, "web", {"left3"}},
        {{}, "web@head", {"left4"}},
        {{}, "app@head", {"right3"}},
        {{}, "app@heads", {"right3"}},
        {{}, "root1@heads", {"left4", "right3"}},
        {{}, "web@left3", {"left3"}},
        {{}, "web@left", {"left4"}},
        {{}, "web@root1", {"root1"}},
        {{}, "web@head-1", {"left3"}},
        {{}, "right3@head", {"right3"}},
        {{}, "rig@head", {"right3"}},
        {{}, "web@+3", {"left3"}},
        {{"mid22"}, "web@+1", {"left3"}},
        {{"mid22"}, "app@+1", {"right3"}},
        {{"right3"}, "web@+2", {"left4"}},
        {{"left3", "right3"}, "web@+1", {"left4"}},
        {{"left3", "right3"}, "app@-1", {"mid22"}},
        {{"left3", "right3"}, "current", {"left3", "right3"}},
        {{"left3", "right3"}, "app@current", {"right3"}},
    }));
    CAPTURE(one.selector, one.applied);
    if (one.selector == "web@left") {  // two members of the branch begin so
        CHECK(message(forked(), one.applied, one.selector) ==
              "multiple revisions start with 'left': 'left3' and 'left4'");
    } else {
        CHECK(selected(forked(), one.applied, one.selector) == one.expected);
    }
}

TEST_CASE("each cause of a selector that selects nothing has its own words") {
    struct Case {
        std::string selector, expected;
    };
    const auto one = GENERATE(values<Case>({
        {"nowhere", "can't locate revision identified by 'nowhere'"},
        {"xy", "can't locate revision identified by 'xy'; a partial id has at least four characters"},
        {"ab", "can't locate revision identified by 'ab'; a partial id has at least four characters"},
        {"abd", "multiple revisions start with 'abd': 'abd2' and 'abd3'"},
        {"nobody@head", "no such branch: 'nobody'"},
        {"+3", "relative revision +3 didn't produce 3 migrations: there are 2"},
        {"-3", "relative revision -3 didn't produce 3 migrations: there are 2"},
        {"xyz4+1", "relative revision +1 didn't produce 1 migrations: there are 0"},
        {"base-1", "relative revision -1 didn't produce 1 migrations: there are 0"},
        {"abc1:head", "range revision not allowed: 'abc1:head'"},
        {"", "an empty selector"},
        {"a-b", "'a-b' is no selector"},
        {"+", "'+' is no selector"},
        {"+-1", "'+-1' is no selector"},
        {"--1", "'--1' is no selector"},
        {"+99999999999999999999", "'+99999999999999999999' is no selector"},
        {"@head", "'@head' is no selector"},
        {"a@b@c", "'a@b@c' is no selector"},
        {"abc1@", "'abc1@' is no selector"},
        {"a\nb\xff", "can't locate revision identified by 'a?b?'"},
    }));
    CHECK(message(line(), {"abd2"}, one.selector) == one.expected);
}

TEST_CASE("a revision of another branch is told from an unknown one") {
    CHECK(message(forked(), {}, "web@right3") == "revision right3 is not a member of branch 'web'");
    CHECK(message(forked(), {}, "web@righ") == "revision right3 is not a member of branch 'web'");
    CHECK(message(forked(), {}, "web@nowhere") == "can't locate revision identified by 'nowhere'");
}

TEST_CASE("the near id is offered") {
    const Selection selection = select(line(), {}, "xzy4");
    REQUIRE(selection.problem);
    CHECK(selection.problem->hint == "Did you mean 'xyz4'? `migrate history` lists all ids.");
}

TEST_CASE("head on two heads names both with their files and says what to do") {
    const Selection selection = select(forked(), {}, "head", Direction::up);
    REQUIRE(selection.problem);
    CHECK(
        selection.problem->message ==
        "multiple head revisions are present for given argument 'head': left4 (left4.sql) and right3 (right3.sql)");
    CHECK(selection.problem->hint.find("`migrate merge left4 right3`") != std::string::npos);
    CHECK(selection.problem->hint.find("`heads`") != std::string::npos);
}

TEST_CASE("counting steps needs one way to go") {
    CHECK(message(forked(), {"mid22"}, "+1") == "ambiguous walk: mid22 leads to 'left3' and 'right3'");
    CHECK(message(forked(), {"left3", "right3"}, "+1") ==
          "ambiguous upgrade from multiple current revisions: 'left3' and 'right3'");
    CHECK(message(forked(), {"left3", "right3"}, "-1", Direction::down) ==
          "-1 is ambiguous: there are several current heads, 'left3' and 'right3'");
    CHECK(message(forked(), {}, "heads-1") == "'heads' names several revisions: 'left4' and 'right3'");
    CHECK(message(line(), {}, "-1", Direction::down) ==
          "relative revision -1 leads nowhere: nothing is applied");
}

TEST_CASE("up takes no way down, and down no way up") {
    CHECK(message(line(), {"abd2"}, "-1", Direction::up) == "-1 leads down");
    CHECK(message(line(), {"abd2"}, "+1", Direction::down) == "+1 leads up");
    CHECK(message(line(), {"abd2"}, "base", Direction::up) ==
          "base lies below every revision, so nothing leads up to it");
    CHECK(selected(line(), {"abd2"}, "base+2", Direction::up) == Texts{"abd2"});
    CHECK(selected(line(), {"abd2"}, "head-1", Direction::up) == Texts{"abd3"});
}

TEST_CASE("an empty graph has a head below everything") {
    CHECK(selected(RevisionGraph(), {}, "head", Direction::up).empty());
    CHECK(message(RevisionGraph(), {}, "+1", Direction::up) ==
          "relative revision +1 didn't produce 1 migrations: there are 0");
}

TEST_CASE("ranges name their revisions, newest first") {
    struct Case {
        std::string range;
        Texts expected;
    };
    const auto one = GENERATE(values<Case>({
        {":", {"xyz4", "abd3", "abd2", "abc1"}},
        {"base:head", {"xyz4", "abd3", "abd2", "abc1"}},
        {"abd2:abd3", {"abd3", "abd2"}},
        {"abd3:", {"xyz4", "abd3"}},
        {":abd2", {"abd2", "abc1"}},
        {"current:", {"xyz4", "abd3", "abd2"}},
        {"-1:current", {"abd2", "abc1"}},
        {"-9:current", {"abd2", "abc1"}},
        {"-1:", {"xyz4", "abd3"}},
        {"abc1:+2", {"abd3", "abd2", "abc1"}},
        {"abd2:abd2", {"abd2"}},
        {"head:head", {"xyz4"}},
    }));
    CAPTURE(one.range);
    const Selection selection = select_range(line(), ids({"abd2"}), one.range);
    CHECK_FALSE(selection.problem);
    CHECK(texts(selection.ids) == one.expected);
}

TEST_CASE("a range follows one branch") {
    CHECK(texts(select_range(forked(), {}, "mid22:web@head").ids) == Texts{"left4", "left3", "mid22"});
    const auto message_of = [](const std::string& range) {
        return select_range(forked(), {}, range).problem.value().message;
    };
    CHECK(
        message_of("left4:right3") ==
        "requested range left4:right3 does not refer to ancestor/descendant revisions along the same branch");
    CHECK(
        message_of("left4:root1") ==
        "requested range left4:root1 does not refer to ancestor/descendant revisions along the same branch");
    CHECK(message_of("head") == "history range requires [start]:[end], [start]:, or :[end]");
    CHECK(message_of("nowhere:") == "can't locate revision identified by 'nowhere'");
}

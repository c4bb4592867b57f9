#include "tests/support/catch.hpp"
#include "tests/unit/index/index_facts.hpp"

using namespace migrate;
using namespace migrate::example;

namespace {

struct Row {
    std::string when;
    IndexFacts facts;
    IndexVerb verb;
    std::string index;
    std::vector<std::string> drop_first;
};

IndexFacts gone(IndexOrigin origin) {
    IndexFacts facts = missing();
    facts.record = record(origin);
    return facts;
}

void check_rows(const std::vector<Row>& rows, IndexAction (*decide)(const IndexFacts&)) {
    for (const Row& row : rows) {
        INFO(row.when);
        const IndexAction action = decide(row.facts);
        CHECK(name_of(action.verb) == name_of(row.verb));
        CHECK(action.index == row.index);
        CHECK(action.drop_first == row.drop_first);
        CHECK_FALSE(action.reason.empty());
        CHECK(action.state == find_state(row.facts));
    }
}

CatalogIndex constraint(CatalogIndex index) {
    index.backs_constraint = true;
    return index;
}

}  // namespace

TEST_CASE("undoing takes away what we made, as long as it is what we made") {
    const CatalogIndex ours = marked(usable_index("ix_chat"));
    const CatalogIndex plain = usable_index("ix_chat");
    const IndexRecord made = record(IndexOrigin::created);
    CatalogIndex moved = ours;
    moved.table = "chats";
    check_rows(
        {{"created", with_index(ours, made), IndexVerb::drop, "ix_chat", {}},
         {"created, INVALID since",
          with_index(marked(invalid_index("ix_chat")), made),
          IndexVerb::drop,
          "ix_chat",
          {}},
         {"created, not yet recorded as done",
          with_index(ours, record(IndexOrigin::created, false)),
          IndexVerb::drop,
          "ix_chat",
          {}},
         {"token gone", with_index(plain, made), IndexVerb::keep, "ix_chat", {}},
         {"token of another run", with_index(marked(plain, "t2"), made), IndexVerb::keep, "ix_chat", {}},
         {"definition changed",
          with_index(marked(usable_index("ix_chat", other_key())), made),
          IndexVerb::keep,
          "ix_chat",
          {}},
         {"table changed", with_index(moved, made), IndexVerb::keep, "ix_chat", {}},
         {"backs a constraint by now", with_index(constraint(ours), made), IndexVerb::keep, "ix_chat", {}},
         {"renamed", with_index(plain, record(IndexOrigin::renamed)), IndexVerb::rename_back, "ix_chat", {}},
         {"renamed, then changed",
          with_index(usable_index("ix_chat", other_key()), record(IndexOrigin::renamed)),
          IndexVerb::keep,
          "ix_chat",
          {}},
         {"replaced", with_index(ours, record(IndexOrigin::replaced)), IndexVerb::restore, "ix_chat", {}},
         {"replaced, token gone",
          with_index(plain, record(IndexOrigin::replaced)),
          IndexVerb::keep,
          "ix_chat",
          {}},
         {"replaced, ours gone", gone(IndexOrigin::replaced), IndexVerb::restore, "", {}}},
        decide_drop);
}

TEST_CASE("undoing keeps what was there before") {
    const CatalogIndex plain = usable_index("ix_chat");
    check_rows({{"no record", with_index(plain), IndexVerb::keep, "ix_chat", {}},
                {"no record, though the comment has a token",
                 with_index(marked(plain)),
                 IndexVerb::keep,
                 "ix_chat",
                 {}},
                {"found", with_index(plain, record(IndexOrigin::found)), IndexVerb::keep, "ix_chat", {}},
                {"found, INVALID since",
                 with_index(invalid_index("ix_chat"), record(IndexOrigin::found)),
                 IndexVerb::keep,
                 "ix_chat",
                 {}},
                {"kept in spite of a conflict",
                 with_index(plain, record(IndexOrigin::accepted)),
                 IndexVerb::keep,
                 "ix_chat",
                 {}}},
               decide_drop);
}

TEST_CASE("undoing what is not there is no work") {
    IndexFacts view = gone(IndexOrigin::created);
    view.name_taken_by_other = true;
    view.occupant = "view";
    check_rows({{"missing, no record", missing(), IndexVerb::nothing, "", {}},
                {"missing, created", gone(IndexOrigin::created), IndexVerb::nothing, "", {}},
                {"missing, another accepted", gone(IndexOrigin::accepted), IndexVerb::nothing, "", {}},
                {"a view has the name by now", view, IndexVerb::keep, "", {}}},
               decide_drop);
}

TEST_CASE("undoing an interrupted build takes away what it left, and waits while it goes on") {
    check_rows(
        {{"its carcass", with_leftover(invalid_index("migr_1")), IndexVerb::drop, "migr_1", {}},
         {"built, not named", with_leftover(usable_index("migr_1")), IndexVerb::drop, "migr_1", {}},
         {"its carcass beside a stranger's index",
          with_leftover(invalid_index("migr_1"), usable_index("ix_chat")),
          IndexVerb::keep,
          "ix_chat",
          {"migr_1"}},
         {"still being built", with_leftover(growing_index("migr_1")), IndexVerb::await_build, "migr_1", {}},
         {"being built under its name",
          with_index(growing_index("ix_chat"), record(IndexOrigin::created)),
          IndexVerb::await_build,
          "ix_chat",
          {}}},
        decide_drop);
}

TEST_CASE("an index that a revision drops goes whoever made it, unless it is not the one declared") {
    CatalogIndex elsewhere = usable_index("ix_chat");
    elsewhere.table = "chats";
    IndexFacts view = missing();
    view.name_taken_by_other = true;
    view.occupant = "view";
    check_rows(
        {{"as declared", with_index(usable_index("ix_chat")), IndexVerb::drop, "ix_chat", {}},
         {"INVALID", with_index(invalid_index("ix_chat")), IndexVerb::drop, "ix_chat", {}},
         {"missing", missing(), IndexVerb::nothing, "", {}},
         {"there under another name", with_equivalent(usable_index("ix_other")), IndexVerb::nothing, "", {}},
         {"being built", with_index(growing_index("ix_chat")), IndexVerb::await_build, "ix_chat", {}},
         {"of another definition",
          with_index(usable_index("ix_chat", other_key())),
          IndexVerb::refuse,
          "ix_chat",
          {}},
         {"of another table", with_index(elsewhere), IndexVerb::refuse, "ix_chat", {}},
         {"of a constraint",
          with_index(constraint(usable_index("ix_chat"))),
          IndexVerb::refuse,
          "ix_chat",
          {}},
         {"a view has the name", view, IndexVerb::refuse, "", {}}},
        decide_declared_drop);
}

TEST_CASE("an index that is kept says what speaks against dropping it") {
    const auto reason = [](const IndexFacts& facts) { return decide_drop(facts).reason; };
    const IndexRecord made = record(IndexOrigin::created);
    CHECK(reason(with_index(usable_index("ix_chat"), made)) ==
          "its comment no longer says that we created it");
    CHECK(reason(with_index(marked(usable_index("ix_chat"), "t2"), made)) ==
          "its comment names another run as its creator");
    CHECK(reason(with_index(marked(usable_index("ix_chat", other_key())), made)) ==
          "its definition has changed since: CREATE INDEX …");
    CHECK(reason(with_index(usable_index("ix_chat"), record(IndexOrigin::found))) == "was there before us");
}

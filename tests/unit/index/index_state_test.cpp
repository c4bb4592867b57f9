#include "src/index/index_state.hpp"

#include "tests/support/catch.hpp"
#include "tests/unit/index/index_facts.hpp"

using namespace migrate;
using namespace migrate::example;

TEST_CASE("a token is read back from the comment it was written into") {
    const std::string comment = comment_with_token("perf_1", "9f3c");
    CHECK(comment == "created by migrate, revision perf_1 [migrate:9f3c]");
    CHECK(token_in_comment(comment) == "9f3c");
    CHECK(token_in_comment("our own words; " + comment + " and more") == "9f3c");
    CHECK(token_in_comment("[migrate:old] [migrate:new]") == "new");
}

TEST_CASE("a comment of somebody else holds no token") {
    CHECK(token_in_comment("").empty());
    CHECK(token_in_comment("for the report").empty());
    CHECK(token_in_comment("[migrate:cut off").empty());
}

TEST_CASE("origins are read back from their names, and a newer name is unknown") {
    for (const auto origin :
         {IndexOrigin::unknown, IndexOrigin::found, IndexOrigin::created, IndexOrigin::renamed,
          IndexOrigin::replaced, IndexOrigin::accepted, IndexOrigin::dropped})
        CHECK(origin_named(name_of(origin)) == origin);
    CHECK(origin_named("inherited") == IndexOrigin::unknown);
}

TEST_CASE("an index is ours when journal row, definition and comment token agree") {
    const IndexFacts ours = with_index(marked(usable_index("ix_chat")), record(IndexOrigin::created));
    CHECK(is_ours(ours));

    SECTION("not without a record") {
        CHECK_FALSE(is_ours(with_index(marked(usable_index("ix_chat")))));
    }
    SECTION("not when it was found") {
        CHECK_FALSE(is_ours(with_index(marked(usable_index("ix_chat")), record(IndexOrigin::found))));
    }
    SECTION("not with another definition") {
        CHECK_FALSE(
            is_ours(with_index(marked(usable_index("ix_chat", other_key())), record(IndexOrigin::created))));
    }
    SECTION("not without the token") {
        CHECK_FALSE(is_ours(with_index(usable_index("ix_chat"), record(IndexOrigin::created))));
    }
    SECTION("not with the token of another run") {
        CHECK_FALSE(is_ours(with_index(marked(usable_index("ix_chat"), "t2"), record(IndexOrigin::created))));
    }
    SECTION("not on another table") {
        IndexFacts moved = ours;
        moved.same_name->table = "chats";
        CHECK_FALSE(is_ours(moved));
    }
    SECTION("two empty tokens do not agree") {
        IndexFacts untold = with_index(usable_index("ix_chat"), record(IndexOrigin::created));
        untold.record->token.clear();
        CHECK_FALSE(is_ours(untold));
    }
}

TEST_CASE("where no definition could be normalised, that of the record stands in") {
    IndexFacts facts = with_index(usable_index("ix_chat"), record(IndexOrigin::found));
    facts.wanted.reset();
    CHECK(find_state(facts) == IndexState::valid);
    facts.same_name->key = other_key();
    CHECK(find_state(facts) == IndexState::different);
    facts.same_name->key = wanted_key();
    facts.record.reset();
    CHECK(find_state(facts) == IndexState::different);
}

TEST_CASE("a usable index is valid even while REINDEX CONCURRENTLY works on it") {
    IndexFacts facts = with_index(usable_index("ix_chat"));
    facts.same_name->builder = ActiveBuild{.pid = 1};
    CHECK(find_state(facts) == IndexState::valid);
}

TEST_CASE("an index that is not ready or not live is invalid whatever indisvalid says") {
    IndexFacts facts = with_index(usable_index("ix_chat"));
    facts.same_name->live = false;
    CHECK(find_state(facts) == IndexState::invalid);
    facts.same_name->live = true;
    facts.same_name->ready = false;
    CHECK(find_state(facts) == IndexState::invalid);
}

TEST_CASE("a valid index wins over an equivalent, and so does a name that something else has") {
    IndexFacts facts = with_equivalent(usable_index("ix_other"));
    CHECK(find_state(facts) == IndexState::equivalent);
    facts.same_name = usable_index("ix_chat");
    CHECK(find_state(facts) == IndexState::valid);
    facts.same_name.reset();
    facts.name_taken_by_other = true;
    CHECK(find_state(facts) == IndexState::different);
}

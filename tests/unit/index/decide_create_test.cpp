#include "tests/unit/index/create_rows.hpp"

using namespace migrate;
using namespace migrate::example;

namespace {

std::vector<Row> missing_rows() {
    using State = IndexState;
    using Verb = IndexVerb;
    return {
        {"missing", missing(), careful, State::missing, Verb::build, "", {}},
        {"missing on a small table",
         on_small_table(missing()),
         careful,
         State::missing,
         Verb::build_plain,
         "",
         {}},
        {"missing on partitions",
         on_partitioned_table(missing()),
         careful,
         State::missing,
         Verb::build,
         "",
         {}},
        {"missing with a foreign table among the partitions",
         with_foreign_partition(missing()),
         careful,
         State::missing,
         Verb::refuse,
         "",
         {}},
        {"missing with its table", before_its_table(), careful, State::missing, Verb::build_plain, "", {}},
        {"built, not yet named",
         with_leftover(usable_index("migr_1")),
         careful,
         State::missing,
         Verb::finish,
         "migr_1",
         {}},
        {"built, then declared otherwise",
         with_leftover(usable_index("migr_1", other_key())),
         careful,
         State::missing,
         Verb::build,
         "",
         {"migr_1"}},
        {"built, not named, and the same there under another name",
         [] {
             IndexFacts facts = with_leftover(usable_index("migr_1"));
             facts.equivalents = {usable_index("ix_other")};
             return facts;
         }(),
         careful,
         State::missing,
         Verb::finish,
         "migr_1",
         {}},
    };
}

std::vector<Row> building_rows() {
    using State = IndexState;
    using Verb = IndexVerb;
    return {
        {"being built",
         with_index(growing_index("ix_chat")),
         careful,
         State::building,
         Verb::await_build,
         "ix_chat",
         {}},
        {"our build goes on",
         with_leftover(growing_index("migr_1")),
         careful,
         State::building,
         Verb::await_build,
         "migr_1",
         {}},
        {"our build goes on beside a valid one",
         with_leftover(growing_index("migr_1"), usable_index("ix_chat")),
         careful,
         State::valid,
         Verb::await_build,
         "migr_1",
         {}},
    };
}

std::vector<Row> invalid_rows() {
    using State = IndexState;
    using Verb = IndexVerb;
    const auto made = record(IndexOrigin::created);
    return {
        {"invalid, of a stranger",
         with_index(invalid_index("ix_chat")),
         careful,
         State::invalid,
         Verb::rebuild,
         "ix_chat",
         {"ix_chat"}},
        {"invalid, ours",
         with_index(marked(invalid_index("ix_chat")), made),
         careful,
         State::invalid,
         Verb::rebuild,
         "ix_chat",
         {"ix_chat"}},
        {"invalid, of another definition",
         with_index(invalid_index("ix_chat", other_key())),
         careful,
         State::invalid,
         Verb::rebuild,
         "ix_chat",
         {"ix_chat"}},
        {"invalid leftover",
         with_leftover(invalid_index("migr_1")),
         careful,
         State::invalid,
         Verb::rebuild,
         "migr_1",
         {"migr_1"}},
        {"invalid twice",
         with_leftover(invalid_index("migr_1"), invalid_index("ix_chat")),
         careful,
         State::invalid,
         Verb::rebuild,
         "ix_chat",
         {"ix_chat", "migr_1"}},
        {"invalid behind a constraint",
         with_index(constraint(invalid_index("ix_chat"))),
         replacing,
         State::invalid,
         Verb::refuse,
         "ix_chat",
         {}},
        {"invalid on partitions",
         on_partitioned_table(with_index(invalid_index("ix_chat"))),
         careful,
         State::invalid,
         Verb::finish,
         "ix_chat",
         {}},
        {"invalid with a foreign table among the partitions",
         with_foreign_partition(with_index(invalid_index("ix_chat"))),
         careful,
         State::invalid,
         Verb::refuse,
         "",
         {}},
        {"begun on partitions",
         on_partitioned_table(with_leftover(invalid_index("migr_1"))),
         careful,
         State::invalid,
         Verb::finish,
         "migr_1",
         {}},
        {"invalid on partitions, of another definition",
         on_partitioned_table(with_index(invalid_index("ix_chat", other_key()))),
         careful,
         State::invalid,
         Verb::rebuild,
         "ix_chat",
         {"ix_chat"}},
    };
}

std::vector<Row> valid_rows() {
    using State = IndexState;
    using Verb = IndexVerb;
    const CatalogIndex plain = usable_index("ix_chat");
    return {
        {"valid, of a stranger", with_index(plain), careful, State::valid, Verb::adopt, "ix_chat", {}},
        {"valid, found before",
         with_index(plain, record(IndexOrigin::found)),
         careful,
         State::valid,
         Verb::nothing,
         "ix_chat",
         {}},
        {"valid and ours",
         with_index(marked(plain), record(IndexOrigin::created)),
         careful,
         State::valid,
         Verb::nothing,
         "ix_chat",
         {}},
        {"valid, our comment gone",
         with_index(plain, record(IndexOrigin::created)),
         careful,
         State::valid,
         Verb::nothing,
         "ix_chat",
         {}},
        {"named, not yet recorded",
         with_index(marked(plain), record(IndexOrigin::created, false)),
         careful,
         State::valid,
         Verb::finish,
         "ix_chat",
         {}},
        {"made by hand after our interrupted run",
         with_leftover(invalid_index("migr_1"), plain),
         careful,
         State::valid,
         Verb::adopt,
         "ix_chat",
         {"migr_1"}},
        {"there under its name since we accepted another",
         with_index(plain, record(IndexOrigin::accepted)),
         careful,
         State::valid,
         Verb::adopt,
         "ix_chat",
         {}},
        {"recorded with another definition than it has by now",
         [&] {
             IndexFacts facts = with_index(plain, record(IndexOrigin::created));
             facts.record->key = other_key().text();
             return facts;
         }(),
         careful,
         State::valid,
         Verb::adopt,
         "ix_chat",
         {}},
    };
}

}  // namespace

TEST_CASE("a missing index is built in the way that its table asks for") {
    check_rows(missing_rows());
}
TEST_CASE("an unusable index is waited for while somebody builds it, and built again otherwise") {
    check_rows(building_rows());
    check_rows(invalid_rows());
}
TEST_CASE("a valid index is left as it is, and recorded for what it is") {
    check_rows(valid_rows());
}
TEST_CASE("the size below which a table is small is the operator's") {
    CHECK(decide_create(on_small_table(missing()), {.small_table_bytes = 8192}).verb == IndexVerb::build);
    CHECK(decide_create(on_small_table(missing()), {.small_table_bytes = 8193}).verb ==
          IndexVerb::build_plain);
}

TEST_CASE("an operator reads why, and what to type next") {
    CHECK(decide_create(missing(), careful).reason ==
          "missing, and the table has 953.7 MB: built while writers go on");
    CHECK(decide_create(with_index(growing_index("ix_chat")), careful).reason ==
          "process 4711 is building ix_chat (building index: scanning table)");

    const IndexAction conflict = decide_create(with_index(usable_index("ix_chat", other_key())), careful);
    CHECK(conflict.reason == "an index of that name is there with another definition: CREATE INDEX …");
    CHECK(conflict.options == std::vector<std::string>{"--on-conflict replace", "--on-conflict keep",
                                                       "DROP INDEX CONCURRENTLY public.ix_chat"});
    CHECK(decide_create(name_of_a_view(), careful).reason == "the name belongs to a view");
    CHECK(decide_create(with_index(on_other_table(usable_index("ix_chat"))), careful).reason ==
          "the name belongs to an index of table chats");
}

TEST_CASE("a unique leftover that goes on refusing rows is called by that name") {
    CatalogIndex unique = invalid_index("ix_chat");
    unique.key.unique = true;
    CHECK(
        decide_create(with_index(unique), careful).reason ==
        "ix_chat is INVALID and nobody is building it; being unique, it may go on refusing rows until it is dropped");
    unique.ready = false;
    CHECK(decide_create(with_index(unique), careful).reason ==
          "ix_chat is INVALID and nobody is building it");
}

TEST_CASE("the way back of a dropped index builds only what was dropped") {
    CHECK(decide_recreate(recorded(missing(), record(IndexOrigin::dropped)), careful).verb ==
          IndexVerb::build);
    CHECK(decide_recreate(with_leftover(invalid_index("migr_1")), careful).verb == IndexVerb::rebuild);
    CHECK(decide_recreate(missing(), careful).verb == IndexVerb::nothing);
}

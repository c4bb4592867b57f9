#include "tests/support/catch.hpp"
#include "tests/unit/index/index_facts.hpp"

using namespace migrate;
using namespace migrate::example;

namespace {

IndexFacts on_small_table(IndexFacts facts) {
    facts.table_bytes = 8192;
    return facts;
}

IndexFacts on_partitioned_table(IndexFacts facts) {
    facts.table_partitioned = true;
    facts.table_bytes = 0;
    return facts;
}

IndexFacts before_its_table() {
    IndexFacts facts = missing();
    facts.table_exists = false;
    facts.wanted.reset();
    return facts;
}

IndexFacts name_of_a_view() {
    IndexFacts facts = missing();
    facts.name_taken_by_other = true;
    facts.occupant = "view";
    return facts;
}

CatalogIndex on_other_table(CatalogIndex index) {
    index.table = "chats";
    return index;
}

CatalogIndex constraint(CatalogIndex index) {
    index.backs_constraint = true;
    return index;
}

IndexFacts recorded(IndexFacts facts, IndexRecord its_record) {
    facts.record = std::move(its_record);
    return facts;
}

IndexFacts beside_leftover(IndexFacts facts, CatalogIndex leftover) {
    facts.leftover = std::move(leftover);
    facts.record = record(IndexOrigin::created, false);
    return facts;
}

const IndexPolicy careful;
const IndexPolicy replacing{.on_conflict = OnConflict::replace};
const IndexPolicy keeping{.on_conflict = OnConflict::keep};
const IndexPolicy building_beside{.on_equivalent = OnEquivalent::build};
const IndexPolicy renaming{.on_equivalent = OnEquivalent::rename};

struct Row {
    std::string when;
    IndexFacts facts;
    IndexPolicy policy;
    IndexState state;
    IndexVerb verb;
    std::string index;
    std::vector<std::string> drop_first;
};

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

std::vector<Row> unusable_rows() {
    using State = IndexState;
    using Verb = IndexVerb;
    const auto made = record(IndexOrigin::created);
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

IndexFacts with_replacement(IndexFacts facts, CatalogIndex replacement) {
    facts.leftover = std::move(replacement);
    facts.record = record(IndexOrigin::replaced, false);
    return facts;
}

std::vector<Row> different_rows() {
    using State = IndexState;
    using Verb = IndexVerb;
    const IndexFacts other = with_index(usable_index("ix_chat", other_key()));
    const IndexFacts elsewhere = with_index(on_other_table(usable_index("ix_chat")));
    const IndexFacts key = with_index(constraint(usable_index("ix_chat", other_key())));
    IndexFacts incomparable = with_index(usable_index("ix_chat"));
    incomparable.wanted.reset();
    return {
        {"different", other, careful, State::different, Verb::refuse, "ix_chat", {}},
        {"different, replace", other, replacing, State::different, Verb::replace, "ix_chat", {}},
        {"different, keep", other, keeping, State::different, Verb::accept, "ix_chat", {}},
        {"different, kept before",
         recorded(other, record(IndexOrigin::accepted)),
         careful,
         State::different,
         Verb::nothing,
         "ix_chat",
         {}},
        {"different, and only asked to be kept",
         recorded(other, record(IndexOrigin::accepted, false)),
         careful,
         State::different,
         Verb::refuse,
         "ix_chat",
         {}},
        {"different, replace, after an interrupted build",
         beside_leftover(other, invalid_index("migr_1")),
         replacing,
         State::different,
         Verb::replace,
         "ix_chat",
         {"migr_1"}},
        {"different, refused, after an interrupted build",
         beside_leftover(other, invalid_index("migr_1")),
         careful,
         State::different,
         Verb::refuse,
         "ix_chat",
         {}},
        {"replacement built, names not swapped",
         with_replacement(other, usable_index("migr_1")),
         careful,
         State::different,
         Verb::finish,
         "migr_1",
         {}},
        {"replacement broken off",
         with_replacement(other, invalid_index("migr_1")),
         replacing,
         State::different,
         Verb::replace,
         "ix_chat",
         {"migr_1"}},
        {"on another table", elsewhere, careful, State::different, Verb::refuse, "ix_chat", {}},
        {"on another table and INVALID",
         with_index(on_other_table(invalid_index("ix_chat"))),
         careful,
         State::different,
         Verb::refuse,
         "ix_chat",
         {}},
        {"of a constraint, replace", key, replacing, State::different, Verb::refuse, "ix_chat", {}},
        {"of a constraint, keep", key, keeping, State::different, Verb::accept, "ix_chat", {}},
        {"not comparable, replace", incomparable, replacing, State::different, Verb::refuse, "ix_chat", {}},
        {"a view has the name, replace", name_of_a_view(), replacing, State::different, Verb::refuse, "", {}},
        {"a view has the name, keep", name_of_a_view(), keeping, State::different, Verb::refuse, "", {}},
    };
}

std::vector<Row> equivalent_rows() {
    using State = IndexState;
    using Verb = IndexVerb;
    const IndexFacts same = with_equivalent(usable_index("ix_other"));
    const IndexFacts key = with_equivalent(constraint(usable_index("ix_other")));
    IndexFacts both = key;
    both.equivalents.push_back(usable_index("ix_third"));
    return {
        {"equivalent, accept", same, careful, State::equivalent, Verb::accept, "ix_other", {}},
        {"equivalent, accepted before",
         recorded(same, record(IndexOrigin::accepted)),
         careful,
         State::equivalent,
         Verb::nothing,
         "ix_other",
         {}},
        {"equivalent, build", same, building_beside, State::equivalent, Verb::build, "", {}},
        {"equivalent on a small table, build",
         on_small_table(same),
         building_beside,
         State::equivalent,
         Verb::build_plain,
         "",
         {}},
        {"equivalent, rename", same, renaming, State::equivalent, Verb::rename, "ix_other", {}},
        {"equivalent behind a constraint, rename",
         key,
         renaming,
         State::equivalent,
         Verb::refuse,
         "ix_other",
         {}},
        {"two equivalents, rename", both, renaming, State::equivalent, Verb::rename, "ix_third", {}},
    };
}

void check_rows(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        INFO(row.when);
        const IndexAction action = decide_create(row.facts, row.policy);
        CHECK(name_of(action.state) == name_of(row.state));
        CHECK(name_of(action.verb) == name_of(row.verb));
        CHECK(action.index == row.index);
        CHECK(action.drop_first == row.drop_first);
        CHECK_FALSE(action.reason.empty());
        CHECK(action.options.empty() == (row.verb != IndexVerb::refuse));
    }
}

}  // namespace

TEST_CASE("a missing index is built in the way that its table asks for") {
    check_rows(missing_rows());
}
TEST_CASE("an unusable index is waited for while somebody builds it, and built again otherwise") {
    check_rows(unusable_rows());
}
TEST_CASE("a valid index is left as it is, and recorded for what it is") {
    check_rows(valid_rows());
}
TEST_CASE("an index of another definition is refused unless the operator says what to do") {
    check_rows(different_rows());
}
TEST_CASE("an equivalent index is reported, and nothing is built twice") {
    check_rows(equivalent_rows());
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

#include "tests/unit/index/create_rows.hpp"

using namespace migrate;
using namespace migrate::example;

namespace {

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
        {"replacement begun on partitions",
         on_partitioned_table(with_replacement(other, invalid_index("migr_1"))),
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

}  // namespace

TEST_CASE("an index of another definition is refused unless the operator says what to do") {
    check_rows(different_rows());
}
TEST_CASE("an equivalent index is reported, and nothing is built twice") {
    check_rows(equivalent_rows());
}

#pragma once

#include "tests/support/catch.hpp"
#include "tests/unit/index/index_facts.hpp"

#include <string>
#include <vector>

/// Rows of the state table for what `up` does, and their check.
namespace migrate::example {

inline IndexFacts on_small_table(IndexFacts facts) {
    facts.table_bytes = 8192;
    return facts;
}

inline IndexFacts on_partitioned_table(IndexFacts facts) {
    facts.table_partitioned = true;
    facts.table_bytes = 0;
    return facts;
}

inline IndexFacts with_foreign_partition(IndexFacts facts) {
    facts = on_partitioned_table(std::move(facts));
    facts.foreign_partition = "links_far";
    return facts;
}

inline IndexFacts before_its_table() {
    IndexFacts facts = missing();
    facts.table_exists = false;
    facts.wanted.reset();
    return facts;
}

inline IndexFacts name_of_a_view() {
    IndexFacts facts = missing();
    facts.name_taken_by_other = true;
    facts.occupant = "view";
    return facts;
}

inline CatalogIndex on_other_table(CatalogIndex index) {
    index.table = "chats";
    return index;
}

inline CatalogIndex constraint(CatalogIndex index) {
    index.backs_constraint = true;
    return index;
}

inline IndexFacts recorded(IndexFacts facts, IndexRecord its_record) {
    facts.record = std::move(its_record);
    return facts;
}

inline IndexFacts beside_leftover(IndexFacts facts, CatalogIndex leftover) {
    facts.leftover = std::move(leftover);
    facts.record = record(IndexOrigin::created, false);
    return facts;
}

inline const IndexPolicy careful;
inline const IndexPolicy replacing{.on_conflict = OnConflict::replace};
inline const IndexPolicy keeping{.on_conflict = OnConflict::keep};
inline const IndexPolicy building_beside{.on_equivalent = OnEquivalent::build};
inline const IndexPolicy renaming{.on_equivalent = OnEquivalent::rename};

struct Row {
    std::string when;
    IndexFacts facts;
    IndexPolicy policy;
    IndexState state;
    IndexVerb verb;
    std::string index;
    std::vector<std::string> drop_first;
};

inline void check_rows(const std::vector<Row>& rows) {
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

}  // namespace migrate::example

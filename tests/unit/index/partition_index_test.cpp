#include "src/index/partition_index.hpp"

#include "src/base/sql_text.hpp"
#include "tests/support/catch.hpp"

#include <set>

using namespace migrate;

namespace {

constexpr std::string_view key = "btree (k)";

IndexPart part(bool usable, bool attached) {
    return {.name = "migr_1_ix_p1", .key = std::string(key), .usable = usable, .attached = attached};
}

IndexPart with_other_key(IndexPart part) {
    part.key = "btree (k DESC)";
    return part;
}

IndexPart being_built(IndexPart part) {
    part.builder_pid = 4711;
    return part;
}

}  // namespace

TEST_CASE("a partition without its part gets one built") {
    CHECK(decide_part(std::nullopt, key) == PartVerb::build);
}

TEST_CASE("a valid part that is not attached is attached, and an attached one is left alone") {
    CHECK(decide_part(part(true, false), key) == PartVerb::attach);
    CHECK(decide_part(part(true, true), key) == PartVerb::nothing);
}

TEST_CASE("an attached part that bears its work name still is attached again, and so named") {
    IndexPart attached = part(true, true);
    attached.work_named = true;
    CHECK(decide_part(attached, key) == PartVerb::attach);
}

TEST_CASE("an INVALID part is built again, by REINDEX where it can no longer be dropped") {
    CHECK(decide_part(part(false, false), key) == PartVerb::rebuild);
    CHECK(decide_part(part(false, true), key) == PartVerb::reindex);
}

TEST_CASE("a part that somebody is building is awaited") {
    CHECK(decide_part(being_built(part(false, false)), key) == PartVerb::await_build);
    CHECK(decide_part(being_built(part(false, true)), key) == PartVerb::await_build);
}

TEST_CASE("a part of another sort order is never attached, and refused where somebody attached it") {
    CHECK(decide_part(with_other_key(part(true, false)), key) == PartVerb::rebuild);
    CHECK(decide_part(with_other_key(part(true, true)), key) == PartVerb::refuse);
}

TEST_CASE("a part is named after the index and its partition") {
    CHECK(partition_index_name("ix_chat", "chats_p1") == "ix_chat_chats_p1");
}

TEST_CASE("the names of parts are different ones also where they are cut") {
    const std::string index(40, 'i');
    std::set<std::string> names, work_names;
    for (int i = 0; i < 1000; ++i) {
        const std::string partition = std::string(50, 'p') + std::to_string(i);
        names.insert(partition_index_name(index, partition));
        work_names.insert(partition_work_name("0123456789abcdef", index, partition));
    }
    CHECK(names.size() == 1000);
    CHECK(work_names.size() == 1000);
    CHECK(names.begin()->size() == max_identifier_bytes);
    CHECK(work_names.begin()->size() == max_identifier_bytes);
    CHECK(work_names.begin()->starts_with("migr_0123456789abcdef_iii"));
}

TEST_CASE("a cut name tells apart what reads the same when put together") {
    CHECK(distinct_partition_index_name("a_b", "c") != distinct_partition_index_name("a", "b_c"));
    CHECK(distinct_partition_index_name("a_b", "c") != partition_index_name("a_b", "c"));
}

TEST_CASE("a name of a part is never cut within a character") {
    std::string partition;
    for (int i = 0; i < 40; ++i) partition += "я";
    for (const std::string& name :
         {partition_index_name("ix", partition), partition_index_name("ix_", partition)}) {
        CHECK(name.size() <= max_identifier_bytes);
        const auto digest = name.rfind('_');
        CHECK(name.substr(digest - 2, 2) == "я");
    }
}

TEST_CASE("a part is written as the server prints the whole") {
    CHECK(create_like_sql("CREATE INDEX ix ON ONLY public.chats USING btree (k DESC) WHERE (k > 1)",
                          "CONCURRENTLY ", "ix_p1", "s.chats_p1") ==
          "CREATE INDEX CONCURRENTLY ix_p1 ON s.chats_p1 USING btree (k DESC) WHERE (k > 1)");
    CHECK(create_like_sql("CREATE UNIQUE INDEX \"a USING \"\"b\" ON ONLY public.\"c USING d\" USING hash (k)",
                          "", "X", "ONLY t") == "CREATE UNIQUE INDEX \"X\" ON ONLY t USING hash (k)");
}

#pragma once

#include "src/index/index_action.hpp"

/// Facts about one index, ix_chat of the table links, to be varied by the tests.
namespace migrate::example {

inline CanonicalKey wanted_key() {
    return {.method = "btree", .keys = {"chat_id pg_catalog.integer_ops"}};
}

inline CanonicalKey other_key() {
    return {.method = "btree", .keys = {"chat_id pg_catalog.integer_ops", "muted pg_catalog.bool_ops"}};
}

inline CatalogIndex usable_index(std::string name, CanonicalKey key = wanted_key()) {
    return {.schema = "public",
            .name = std::move(name),
            .table = "links",
            .key = std::move(key),
            .definition = "CREATE INDEX …",
            .valid = true,
            .ready = true,
            .live = true};
}

inline CatalogIndex invalid_index(std::string name, CanonicalKey key = wanted_key()) {
    CatalogIndex index = usable_index(std::move(name), std::move(key));
    index.valid = false;
    return index;
}

inline CatalogIndex growing_index(std::string name) {
    CatalogIndex index = invalid_index(std::move(name));
    index.builder = ActiveBuild{.pid = 4711, .phase = "building index: scanning table"};
    return index;
}

inline CatalogIndex marked(CatalogIndex index, std::string_view token = "t1") {
    index.comment = comment_with_token("perf_1", token);
    return index;
}

inline IndexRecord record(IndexOrigin origin, bool done = true) {
    return {.token = "t1",
            .revision = "perf_1",
            .schema = "public",
            .table = "links",
            .name = "ix_chat",
            .work_name = "migr_1_ix_chat",
            .key = wanted_key().text(),
            .origin = origin,
            .done = done};
}

/// A big table without the index.
inline IndexFacts missing() {
    return {
        .spec = {.name = "ix_chat", .schema = "public", .table = "links", .keys = {{.column = "chat_id"}}},
        .table_exists = true,
        .table_bytes = 1'000'000'000,
        .wanted = wanted_key()};
}

inline IndexFacts with_index(CatalogIndex index, std::optional<IndexRecord> its_record = std::nullopt) {
    IndexFacts facts = missing();
    facts.same_name = std::move(index);
    facts.record = std::move(its_record);
    return facts;
}

inline IndexFacts with_leftover(CatalogIndex index, std::optional<CatalogIndex> same_name = std::nullopt) {
    IndexFacts facts = missing();
    facts.leftover = std::move(index);
    facts.same_name = std::move(same_name);
    facts.record = record(IndexOrigin::created, false);
    return facts;
}

inline IndexFacts with_equivalent(CatalogIndex index) {
    IndexFacts facts = missing();
    facts.equivalents = {std::move(index)};
    return facts;
}

}  // namespace migrate::example

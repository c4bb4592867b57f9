#include "src/postgres/read_index_facts.hpp"

#include "src/base/error.hpp"
#include "src/index/work_name.hpp"
#include "src/postgres/index_catalog.hpp"
#include "src/postgres/normalise_index.hpp"
#include "src/postgres/queries/index_sql.hpp"
#include "src/postgres/query.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace migrate {

namespace {

using Records = std::map<std::pair<std::string, std::string>, IndexRecord>;  ///< by schema and name

IndexRecord index_record(const pqxx::row& row) {
    return {.token = row["token"].c_str(),
            .revision = row["revision"].c_str(),
            .schema = row["schema_name"].c_str(),
            .table = row["table_name"].c_str(),
            .name = row["index_name"].c_str(),
            .work_name = row["work_name"].c_str(),
            .key = row["canonical_key"].c_str(),
            .definition = row["definition"].c_str(),
            .origin = origin_named(row["origin"].c_str()),
            .done = std::string_view(row["state"].c_str()) == "done",
            .displaced = row["displaced"].c_str()};
}

Records read_records(Connection& connection, const std::vector<IndexFacts>& facts) {
    auto names = nlohmann::json::array();
    for (const IndexFacts& one : facts)
        names.push_back({{"schema", one.spec.schema}, {"name", one.spec.name}});
    Records records;
    for (const auto& row : query(connection, index_sql::read_records, names.dump())) {
        if (std::string_view(row["state"].c_str()) == "undone") continue;
        IndexRecord record = index_record(row);
        records.emplace(std::pair(record.schema, record.name), std::move(record));
    }
    return records;
}

const CatalogIndex* find_index(const IndexCatalog& catalog, const std::string& schema,
                               const std::string& name) {
    const auto found =
        std::find_if(catalog.indexes.begin(), catalog.indexes.end(),
                     [&](const CatalogIndex& i) { return i.schema == schema && i.name == name; });
    return found == catalog.indexes.end() ? nullptr : &*found;
}

IndexFacts place_facts(IndexSpec spec, const DeclaredPlace& place, const IndexCatalog& catalog) {
    spec.schema = place.schema;
    IndexFacts facts{.spec = std::move(spec),
                     .table_exists = place.table_exists,
                     .table_bytes = place.bytes,
                     .table_partitioned = place.partitioned,
                     .foreign_partition = place.foreign_partition,
                     .name_taken_by_other = !place.occupant.empty(),
                     .occupant = place.occupant};
    if (const CatalogIndex* index = find_index(catalog, place.schema, facts.spec.name))
        facts.same_name = *index;
    return facts;
}

/// The names that a run of ours gave for a while to what it had not brought to its end: the build of an
/// intent; on the way back of a replacement, what is built again and what goes.
std::vector<std::string> temporary_names(const IndexRecord& record) {
    if (!record.done && !record.work_name.empty()) return {record.work_name};
    if (!record.done || record.origin != IndexOrigin::replaced) return {};
    return {restored_name(record.token, record.name), displaced_name(record.token, record.name)};
}

/// Attaches the record, and what its build left under the work name.
void add_record(IndexFacts& facts, const Records& records, const IndexCatalog& catalog) {
    const auto found = records.find({facts.spec.schema, facts.spec.name});
    if (found == records.end()) return;
    facts.record = found->second;
    for (const std::string& name : temporary_names(*facts.record)) {
        const CatalogIndex* leftover = find_index(catalog, facts.spec.schema, name);
        if (leftover != nullptr && leftover->table == facts.spec.table) facts.leftover = *leftover;
    }
}

/// The server has read this very declaration before, and an index still has the key that came of it: the key
/// need not be asked for again.
const CatalogIndex* find_recorded_key(const IndexFacts& facts, const IndexCatalog& catalog) {
    if (!facts.record || facts.record->definition != create_index_sql(facts.spec)) return nullptr;
    for (const CatalogIndex& index : catalog.indexes) {
        const bool same_table = index.schema == facts.spec.schema && index.table == facts.spec.table;
        if (same_table && index.key.text() == facts.record->key) return &index;
    }
    return nullptr;
}

/// Asks the server for the keys that are still unknown, where it can be asked.
void add_wanted_keys(Connection& connection, std::vector<IndexFacts>& facts, const IndexCatalog& catalog) {
    std::map<ClonePlace, std::vector<std::size_t>> by_place;
    for (std::size_t i = 0; i < facts.size() && catalog.may_write; ++i) {
        const DeclaredPlace& place = catalog.places[i];
        if (!place.table_exists || facts[i].wanted || !place.may_read) continue;
        if (catalog.may_use_temp) {
            by_place[ClonePlace::temporary].push_back(i);
        } else if (place.may_create) {
            by_place[ClonePlace::same_schema].push_back(i);
        }
    }
    for (const auto& [place, indexes] : by_place) {
        std::vector<IndexSpec> specs;
        for (const std::size_t i : indexes) specs.push_back(facts[i].spec);
        auto keys = normalise_indexes(connection, specs, place);
        for (std::size_t i = 0; i < indexes.size(); ++i) facts[indexes[i]].wanted = std::move(keys.at(i));
    }
}

void add_invalid_others(IndexFacts& facts, const IndexCatalog& catalog) {
    if (!facts.table_exists || facts.table_partitioned)
        return;  // a partitioned index may lack parts for a while
    for (const CatalogIndex& index : catalog.indexes) {
        const bool ours = index.name == facts.spec.name || index.name.starts_with(work_name_prefix);
        const bool on_table = index.schema == facts.spec.schema && index.table == facts.spec.table;
        if (on_table && !ours && !index.usable() && !index.builder) facts.invalid_others.push_back(index);
    }
}

void add_equivalents(IndexFacts& facts, const IndexCatalog& catalog) {
    if (!facts.table_exists) return;
    for (const CatalogIndex& index : catalog.indexes) {
        const bool other = index.schema == facts.spec.schema && index.name != facts.spec.name &&
                           !(facts.leftover && facts.leftover->name == index.name);
        if (other && index.usable() && has_wanted_definition(facts, index))
            facts.equivalents.push_back(index);
    }
}

}  // namespace

std::vector<IndexFacts> read_index_facts(Connection& connection, const std::vector<IndexSpec>& specs) {
    if (specs.empty()) return {};
    const IndexCatalog catalog = read_index_catalog(connection, specs);
    std::vector<IndexFacts> facts;
    for (std::size_t i = 0; i < specs.size(); ++i)
        facts.push_back(place_facts(specs[i], catalog.places.at(i), catalog));
    const Records records = catalog.has_journal ? read_records(connection, facts) : Records{};
    for (std::size_t i = 0; i < specs.size(); ++i) {
        add_record(facts[i], records, catalog);
        if (const CatalogIndex* known = find_recorded_key(facts[i], catalog)) facts[i].wanted = known->key;
    }
    add_wanted_keys(connection, facts, catalog);
    for (IndexFacts& one : facts) {
        add_equivalents(one, catalog);
        add_invalid_others(one, catalog);
    }
    return facts;
}

}  // namespace migrate

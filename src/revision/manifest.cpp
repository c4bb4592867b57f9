#include "src/revision/manifest.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace migrate {

namespace {

using Json = nlohmann::ordered_json;

constexpr int newest_form = 1;

/// Leaves out what is at its default, so that the file stays small.
template <typename Value>
void put(Json& json, const char* name, const Value& value, const Value& usual) {
    if (value != usual) json[name] = value;
}

Json ids_json(const std::vector<RevisionId>& ids) {
    Json json = Json::array();
    for (const RevisionId& id : ids) json.push_back(id.text());
    return json;
}

Json key_json(const IndexKey& key) {
    const IndexKey usual;
    Json json = Json::object();
    put(json, "column", key.column, usual.column);
    put(json, "expression", key.expression, usual.expression);
    put(json, "descending", key.descending, usual.descending);
    put(json, "nulls", key.nulls, usual.nulls);
    put(json, "opclass", key.opclass, usual.opclass);
    put(json, "collation", key.collation, usual.collation);
    return json;
}

Json index_json(const IndexChange& change) {
    const IndexSpec& spec = change.spec;
    const IndexSpec usual;
    Json json{{"name", spec.name}, {"table", spec.table}, {"keys", Json::array()}};
    for (const IndexKey& key : spec.keys) json["keys"].push_back(key_json(key));
    put(json, "drop", change.kind == IndexChange::Kind::drop, false);
    put(json, "schema", spec.schema, usual.schema);
    put(json, "method", spec.method, usual.method);
    put(json, "include", spec.include, usual.include);
    put(json, "where", spec.where, usual.where);
    put(json, "unique", spec.unique, usual.unique);
    put(json, "nulls_not_distinct", spec.nulls_not_distinct, usual.nulls_not_distinct);
    put(json, "with", spec.with, usual.with);
    put(json, "tablespace", spec.tablespace, usual.tablespace);
    return json;
}

Json revision_json(const Revision& revision) {
    Json json{
        {"id", revision.id.text()}, {"parents", ids_json(revision.parents)}, {"message", revision.message}};
    put(json, "depends_on", ids_json(revision.depends_on), Json(Json::array()));
    put(json, "labels", revision.labels, std::vector<std::string>{});
    json["file"] = revision.file;
    json["checksum"] = revision.checksum;
    for (const IndexChange& change : revision.indexes) json["indexes"].push_back(index_json(change));
    return json;
}

IndexKey key_of(const Json& json) {
    return {.column = json.value("column", ""),
            .expression = json.value("expression", ""),
            .descending = json.value("descending", false),
            .nulls = json.value("nulls", ""),
            .opclass = json.value("opclass", ""),
            .collation = json.value("collation", "")};
}

IndexChange index_of(const Json& json) {
    const IndexSpec usual;
    IndexChange change;
    change.kind = json.value("drop", false) ? IndexChange::Kind::drop : IndexChange::Kind::create;
    IndexSpec& spec = change.spec;
    spec.name = json.at("name").get<std::string>();
    spec.table = json.at("table").get<std::string>();
    for (const Json& key : json.at("keys")) spec.keys.push_back(key_of(key));
    spec.schema = json.value("schema", usual.schema);
    spec.method = json.value("method", usual.method);
    spec.include = json.value("include", usual.include);
    spec.where = json.value("where", usual.where);
    spec.unique = json.value("unique", usual.unique);
    spec.nulls_not_distinct = json.value("nulls_not_distinct", usual.nulls_not_distinct);
    spec.with = json.value("with", usual.with);
    spec.tablespace = json.value("tablespace", usual.tablespace);
    return change;
}

std::vector<RevisionId> ids_of(const Json& json) {
    std::vector<RevisionId> ids;
    for (const Json& id : json) ids.emplace_back(id.get<std::string>());
    return ids;
}

ParsedRevision revision_of(const Json& json) {
    Revision revision;
    revision.id = RevisionId(json.at("id").get<std::string>());
    revision.parents = ids_of(json.at("parents"));
    revision.depends_on = ids_of(json.value("depends_on", Json(Json::array())));
    revision.labels = json.value("labels", std::vector<std::string>{});
    revision.message = json.value("message", "");
    revision.file = json.value("file", "");
    revision.checksum = json.value("checksum", "");
    for (const Json& index : json.value("indexes", Json(Json::array())))
        revision.indexes.push_back(index_of(index));
    return {.revision = std::move(revision), .problems = {}};
}

[[noreturn]] void throw_unreadable(const std::string& file, std::string_view why) {
    throw Error(ExitCode::usage, fmt::format("{} is not a manifest that this release reads: {}", file, why),
                "Write it again with `migrate manifest`.");
}

}  // namespace

std::string render_manifest(const RevisionGraph& graph) {
    RevisionSet all;
    for (const Revision& revision : graph.revisions()) all.insert(revision.id);
    Json json{{"manifest", newest_form}, {"revisions", Json::array()}};
    for (const RevisionId& id : graph.order(all)) json["revisions"].push_back(revision_json(graph.at(id)));
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::vector<ParsedRevision> parse_manifest(std::string_view text, const std::string& file) {
    try {
        const Json json = Json::parse(text);
        if (json.at("manifest").get<int>() > newest_form)
            throw_unreadable(file, "it was written by a newer one");
        std::vector<ParsedRevision> revisions;
        for (const Json& revision : json.at("revisions")) revisions.push_back(revision_of(revision));
        return revisions;
    } catch (const nlohmann::json::exception& failure) {
        throw_unreadable(file, failure.what());
    }
}

}  // namespace migrate

#include "src/settings/server_document.hpp"

#include <nlohmann/json.hpp>

namespace migrate {

namespace {

using Json = nlohmann::json;

/// json_agg() of no rows is null.
const Json& rows_of(const Json& document, const char* name) {
    static const Json none = Json::array();
    const Json& rows = document.at(name);
    return rows.is_null() ? none : rows;
}

std::string text_of(const Json& value) {
    return value.is_null() ? "" : value.get<std::string>();
}

void add_setting(ServerFacts& facts, const Json& row) {
    facts.settings.emplace(row.at("name"), ServerSetting{.value = text_of(row.at("setting")),
                                                         .unit = text_of(row.at("unit")),
                                                         .source = text_of(row.at("source")),
                                                         .file = text_of(row.at("file")),
                                                         .pending_restart = row.at("pending_restart")});
}

void add_stored(ServerFacts& facts, const Json& row) {
    facts.stored.push_back({.database = text_of(row.at("database")),
                            .role = text_of(row.at("role")),
                            .name = text_of(row.at("name")),
                            .value = text_of(row.at("value"))});
}

}  // namespace

ServerFacts server_facts_of(const Json& document) {
    ServerFacts facts{.version = document.at("version"),
                      .server_pid = document.at("pid"),
                      .database = document.at("database"),
                      .role = document.at("role"),
                      .database_limit = document.at("database_limit"),
                      .in_recovery = document.at("in_recovery"),
                      .over_socket = document.at("over_socket")};
    for (const Json& row : rows_of(document, "settings")) add_setting(facts, row);
    for (const Json& row : rows_of(document, "stored")) add_stored(facts, row);
    for (const Json& row : rows_of(document, "roles"))
        facts.roles.push_back({.name = row.at("name"),
                               .superuser = row.at("superuser"),
                               .connection_limit = row.at("connection_limit")});
    for (const Json& row : rows_of(document, "connected"))
        facts.connected[text_of(row.at("role"))] = row.at("sessions");
    return facts;
}

}  // namespace migrate

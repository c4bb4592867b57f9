#include "src/settings/provider.hpp"

#include <algorithm>
#include <functional>

namespace migrate {

namespace {

using namespace std::chrono_literals;

struct Place {
    std::string_view host;
    std::string_view first_label;
    std::string_view port;

    bool ends_with(std::string_view domain) const { return host.ends_with(domain); }
};

struct Row {
    std::function<bool(const Place&)> is_at;  ///< the first row that says yes
    Provider provider;
};

bool is_railway(const Place& place) {
    return place.ends_with(".railway.internal") || place.ends_with(".proxy.rlwy.net");
}

// docs.railway.com: databases/postgresql-pgbouncer, deployments/reference (a service is killed right after
// SIGTERM unless a draining time is set).
const Row& railway_pgbouncer() {
    static const Row row{
        [](const Place& place) {
            return is_railway(place) && place.first_label.find("pgbouncer") != std::string_view::npos;
        },
        {.name = "railway-pgbouncer",
         .pooled = true,
         .drain = 0ms,
         .pooler = {
             .mode = "transaction", .size = 20, .clients = 1000, .client_idle = 0ms, .query_wait = 120s}}};
    return row;
}
const Row& railway() {
    static const Row row{is_railway, {.name = "railway", .drain = 0ms}};
    return row;
}

// supabase.com/docs/guides/platform/compute-and-disk: what a pooler lends depends on the size of the plan.
const Row& supabase_pooler() {
    static const Row row{
        [](const Place& place) { return place.ends_with(".pooler.supabase.com") && place.port == "6543"; },
        {.name = "supabase-pooler", .pooled = true, .pooler = {.mode = "transaction", .query_wait = 60s}}};
    return row;
}
const Row& supabase_session_pooler() {
    static const Row row{[](const Place& place) { return place.ends_with(".pooler.supabase.com"); },
                         {.name = "supabase-session-pooler",
                          .pooled = true,
                          .pooler = {.mode = "session", .query_wait = 60s}}};
    return row;
}
const Row& supabase() {
    static const Row row{[](const Place& place) { return place.ends_with(".supabase.co"); },
                         {.name = "supabase"}};
    return row;
}

// neon.com/docs/connect/connection-pooling and connection-latency.
const Row& neon_pooler() {
    static const Row row{[](const Place& place) {
                             return place.ends_with(".neon.tech") && place.first_label.ends_with("-pooler");
                         },
                         {.name = "neon-pooler",
                          .pooled = true,
                          .suspends_after = 300s,
                          .pooler = {.mode = "transaction", .clients = 10'000, .query_wait = 120s}}};
    return row;
}
const Row& neon() {
    static const Row row{[](const Place& place) { return place.ends_with(".neon.tech"); },
                         {.name = "neon", .suspends_after = 300s}};
    return row;
}

// fly.io/docs/mpg: its proxy cuts what is older than 15 minutes when it restarts.
const Row& fly_pooler() {
    static const Row row{
        [](const Place& place) { return place.ends_with(".flympg.net") && place.first_label == "pgbouncer"; },
        {.name = "fly-pooler", .pooled = true, .network_idle = 900s}};
    return row;
}
const Row& fly() {
    static const Row row{[](const Place& place) { return place.ends_with(".flympg.net"); },
                         {.name = "fly", .network_idle = 900s}};
    return row;
}

// AWS "Implementing long-running TCP connections within VPC networking": NAT gateways, load balancers and
// instances of the Nitro V6 generation forget a connection that is idle for 350 s.
const Row& aws() {
    static const Row row{[](const Place& place) { return place.ends_with(".rds.amazonaws.com"); },
                         {.name = "aws", .network_idle = 350s}};
    return row;
}

// learn.microsoft.com, Azure Load Balancer: 4 minutes; its PgBouncer listens on 6432.
const Row& azure() {
    static const Row row{[](const Place& place) { return place.ends_with(".postgres.database.azure.com"); },
                         {.name = "azure", .network_idle = 240s}};
    return row;
}

const std::vector<Row>& rows() {
    static const std::vector<Row> all{railway_pgbouncer(),
                                      railway(),
                                      supabase_pooler(),
                                      supabase_session_pooler(),
                                      supabase(),
                                      neon_pooler(),
                                      neon(),
                                      fly_pooler(),
                                      fly(),
                                      aws(),
                                      azure()};
    return all;
}

}  // namespace

std::optional<Provider> provider_of_host(std::string_view host, std::string_view port) {
    const Place place{.host = host, .first_label = host.substr(0, host.find('.')), .port = port};
    const auto found = std::ranges::find_if(rows(), [&](const Row& row) { return row.is_at(place); });
    return found == rows().end() ? std::nullopt : std::optional(found->provider);
}

std::optional<Provider> provider_named(std::string_view name) {
    const auto found =
        std::ranges::find_if(rows(), [&](const Row& row) { return row.provider.name == name; });
    return found == rows().end() ? std::nullopt : std::optional(found->provider);
}

std::vector<std::string> provider_names() {
    std::vector<std::string> names;
    for (const Row& row : rows()) names.push_back(row.provider.name);
    return names;
}

}  // namespace migrate

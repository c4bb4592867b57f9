#include "src/settings/provider.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

std::string name_at(std::string_view host, std::string_view port = "5432") {
    const auto provider = provider_of_host(host, port);
    return provider ? provider->name : "";
}

}  // namespace

TEST_CASE("providers and their poolers are known by the names of their hosts") {
    CHECK(name_at("postgres.railway.internal") == "railway");
    CHECK(name_at("pgbouncer.railway.internal") == "railway-pgbouncer");
    CHECK(name_at("monorail.proxy.rlwy.net", "31337") == "railway");
    CHECK(name_at("db.abcdef.supabase.co") == "supabase");
    CHECK(name_at("aws-0-eu-central-1.pooler.supabase.com", "6543") == "supabase-pooler");
    CHECK(name_at("aws-0-eu-central-1.pooler.supabase.com", "5432") == "supabase-session-pooler");
    CHECK(name_at("ep-cool-1.eu-central-1.aws.neon.tech") == "neon");
    CHECK(name_at("ep-cool-1-pooler.eu-central-1.aws.neon.tech") == "neon-pooler");
    CHECK(name_at("bot.abc.eu-west-1.rds.amazonaws.com") == "aws");
    CHECK(name_at("db.example.org").empty());
    CHECK(name_at("/run/postgresql").empty());
    for (const std::string& name : provider_names()) CHECK(provider_named(name)->name == name);
}

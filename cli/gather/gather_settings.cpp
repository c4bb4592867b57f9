#include "cli/gather/gather_settings.hpp"

#include "src/companion/read_setting_facts.hpp"
#include "src/postgres/read_server_facts.hpp"

namespace migrate {

namespace {

/// None where the address does not answer, which is no fault of a setting, or leads to another role or
/// database.
ServerSettings read_direct_settings(const ConnectOptions& direct, const ServerFacts& pooled) try {
    Connection past_pooler = Connection::open(direct);
    ServerFacts facts = read_server_facts(past_pooler);
    if (facts.role != pooled.role || facts.database != pooled.database) return {};
    return std::move(facts.settings);
} catch (const Error&) {
    return {};
}

}  // namespace

std::optional<SettingFacts> gather_settings(CommandContext& context, bool resolve_names) {
    SettingSources sources{
        .config = context.config(), .environment = context.environment(), .resolve_names = resolve_names};
    if (context.names_database()) sources.target = context.connect_options(Purpose::look).target;
    return read_setting_facts(sources);
}

ServerFacts gather_server(CommandContext& context, Connection& connection) {
    ServerFacts facts = read_server_facts(connection);
    const ConnectOptions direct = context.connect_options(Purpose::change);
    if (facts.pooled() && direct.target != connection.options().target) {
        facts.direct = read_direct_settings(direct, facts);
        facts.direct_source = context.database_source(Purpose::change);
    }
    return facts;
}

}  // namespace migrate

#include "cli/gather_settings.hpp"

#include "src/base/quantity.hpp"
#include "src/files/settings_file.hpp"
#include "src/postgres/read_endpoint.hpp"
#include "src/postgres/read_server_facts.hpp"

namespace migrate {

namespace {

constexpr const char* usual_policy = "checks/settings.toml";

std::optional<std::filesystem::path> policy_path(CommandContext& context) {
    if (context.config().policy) return context.config().policy;
    std::error_code ignored;
    if (std::filesystem::exists(usual_policy, ignored)) return usual_policy;
    return std::nullopt;
}

/// "DB_POOL_SIZE in .env" -> ".env"
std::string file_of(const Variable& variable, std::string_view name) {
    const std::string joint = std::string(name) + " in ";
    return variable.source.starts_with(joint) ? variable.source.substr(joint.size()) : variable.source;
}

std::optional<GivenVariable> find_variable(const Environment& environment, std::string_view name) {
    if (const auto own = environment.of_process(name)) return GivenVariable{own->value, "environment"};
    if (const auto filed = environment.of_file(name))
        return GivenVariable{filed->value, file_of(*filed, name)};
    return std::nullopt;
}

/// https://docs.railway.com/reference/variables: seconds.
std::optional<std::chrono::milliseconds> railway_seconds(const Environment& environment,
                                                         std::string_view name) {
    const auto variable = find_variable(environment, name);
    return variable ? parse_duration(variable->value) : std::nullopt;
}

void add_railway_variables(const Environment& environment, Deployment& deployment) {
    if (!deployment.drain)
        deployment.drain = railway_seconds(environment, "RAILWAY_DEPLOYMENT_DRAINING_SECONDS");
    const auto overlap = railway_seconds(environment, "RAILWAY_DEPLOYMENT_OVERLAP_SECONDS");
    if (!deployment.overlap && overlap && overlap->count() > 0) deployment.overlap = true;
}

Endpoint endpoint_of(CommandContext& context) {
    if (!context.names_database()) return {};
    Endpoint endpoint = read_endpoint(context.connect_options(Purpose::look).target);
    endpoint.named = true;
    endpoint.addresses = read_address_count(endpoint);
    return endpoint;
}

std::optional<Provider> provider_of(const SettingFacts& facts) {
    if (facts.deployment.provider) return provider_named(*facts.deployment.provider);
    if (facts.endpoint.hosts.empty()) return std::nullopt;
    return provider_of_host(facts.endpoint.hosts.front(), facts.endpoint.port);
}

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

std::optional<SettingFacts> gather_settings(CommandContext& context) {
    const auto path = policy_path(context);
    if (!path) return std::nullopt;
    const Environment& environment = context.environment();
    SettingFacts facts{.policy = read_settings_file(*path),
                       .deployment = context.config().deploy,
                       .pooler = context.config().pooler,
                       .endpoint = endpoint_of(context)};
    facts.settings = current_settings(
        facts.policy, [&](std::string_view name) { return find_variable(environment, name); });
    add_railway_variables(environment, facts.deployment);
    facts.provider = provider_of(facts);
    if (facts.provider) add_what_is_known_of(*facts.provider, facts);
    return facts;
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

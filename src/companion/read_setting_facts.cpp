#include "src/companion/read_setting_facts.hpp"

#include "src/base/quantity.hpp"
#include "src/files/settings_file.hpp"
#include "src/postgres/read_endpoint.hpp"

namespace migrate {

namespace {

constexpr const char* usual_policy = "checks/settings.toml";

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

Endpoint endpoint_of(const SettingSources& sources) {
    if (!sources.target) return {};
    Endpoint endpoint = read_endpoint(*sources.target);
    endpoint.named = true;
    if (sources.resolve_names) endpoint.addresses = read_address_count(endpoint);
    return endpoint;
}

std::optional<Provider> provider_of(const SettingFacts& facts) {
    if (facts.deployment.provider) return provider_named(*facts.deployment.provider);
    if (facts.endpoint.hosts.empty()) return std::nullopt;
    return provider_of_host(facts.endpoint.hosts.front(), facts.endpoint.port);
}

}  // namespace

std::optional<std::filesystem::path> find_setting_policy(const Config& config) {
    if (config.policy) return config.policy;
    std::error_code ignored;
    if (std::filesystem::exists(usual_policy, ignored)) return usual_policy;
    return std::nullopt;
}

std::optional<SettingFacts> read_setting_facts(const SettingSources& sources) {
    const auto path = find_setting_policy(sources.config);
    if (!path) return std::nullopt;
    const Environment& environment = sources.environment;
    SettingFacts facts{.policy = read_settings_file(*path),
                       .deployment = sources.config.deploy,
                       .pooler = sources.config.pooler,
                       .endpoint = endpoint_of(sources)};
    facts.settings = current_settings(
        facts.policy, [&](std::string_view name) { return find_variable(environment, name); });
    add_railway_variables(environment, facts.deployment);
    facts.provider = provider_of(facts);
    if (facts.provider) add_what_is_known_of(*facts.provider, facts);
    return facts;
}

}  // namespace migrate

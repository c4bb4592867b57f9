#include "checks/pool/checks.hpp"
#include "src/settings/bot_setting.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_app_is_superuser(const Facts& facts) {
    const std::string name = bot_role(*facts.server, *facts.settings);
    const ServerRole* role = facts.server->find_role(name);
    if (role == nullptr)
        return Outcome::skipped(fmt::format("the server has no role {} that may log in", name));
    if (!role->superuser) return {};
    return Observation{.subject = fmt::format("role {}", name),
                       .message = fmt::format("the role {} is a superuser", name)};
}

}  // namespace

constinit const Check pool_app_is_superuser{
    .id = "pool.app_is_superuser",
    .summary = "the bot logs in as a superuser",
    .severity = Severity::warning,
    .needs = {Need::server, Need::settings},
    .why =
        "A superuser takes the connections that are reserved for repairs, and no CONNECTION LIMIT binds it; a "
        "mistake in a query may do anything.",
    .fix =
        "Give the bot a role of its own. Where it has one and only this program logs in as a superuser, say role in "
        "[deploy].",
    .find = find_app_is_superuser};

}  // namespace migrate

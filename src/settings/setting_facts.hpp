#pragma once

namespace migrate {

/// The bot's variables as they are set, the policy about them, and where the bot is deployed.
struct SettingFacts {};

}  // namespace migrate

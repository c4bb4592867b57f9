#pragma once

#include "src/report/report.hpp"
#include "src/settings/server_facts.hpp"
#include "src/settings/setting_facts.hpp"

#include <vector>

namespace migrate {

/// The table of settings: the bot's own first, then those of the server (null: none was asked) as the bot's
/// sessions get them. Of a setting that several places speak about, the line in force comes first, and the
/// source of the others says "not in force". The verdict is taken from the findings whose subject it is.
std::vector<SettingLine> setting_lines(const SettingFacts& settings, const ServerFacts* server,
                                       const std::vector<Finding>& findings);

}  // namespace migrate

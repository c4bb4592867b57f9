#pragma once

#include "cli/render/model/apply_report.hpp"

#include <string>

namespace migrate {

/// The report that a team keeps: what each step did, the findings, and the bot's response, queries per action
/// and throughput as they were measured.
std::string render_apply_markdown(const ApplyReport& report);

}  // namespace migrate
